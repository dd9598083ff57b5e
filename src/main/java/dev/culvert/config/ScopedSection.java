package dev.culvert.config;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.List;

/**
 * A section such as {@code <Location>} with what it says.
 *
 * @param name as it was written, without brackets, such as {@code LocationMatch}
 * @param argument its path, URL, pattern or condition
 * @param parameters the words after that, such as {@code timeout=5} of {@code <Proxy URL timeout=5>}
 * @param settings its own, not yet merged with anything
 */
public record ScopedSection(Ground ground, Word name, Word argument, List<Word> parameters, Settings settings) {
    public ScopedSection {
        parameters = List.copyOf(parameters);
    }

    public Place place() {
        return ground.place();
    }

    public Extent extent() {
        return ground.extent();
    }

    public Position at() {
        return name.at();
    }

    @Override
    public String toString() {
        return "<" + name + (argument.text().isEmpty() ? "" : " " + argument) + ">";
    }
}
