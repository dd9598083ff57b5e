package dev.culvert.config;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.List;

/**
 * A {@code <Location>} or {@code <Proxy>} section with what it says.
 *
 * @param place LOCATION or PROXY
 * @param name as it was written, without brackets, such as {@code LocationMatch}
 * @param argument its path, URL or pattern
 * @param parameters the words after that, such as {@code timeout=5} of {@code <Proxy URL timeout=5>}
 * @param settings its own, not yet merged with anything
 */
public record ScopedSection(
        Place place, Word name, Word argument, Extent extent, List<Word> parameters, Settings settings) {
    public ScopedSection {
        parameters = List.copyOf(parameters);
    }

    public Position at() {
        return name.at();
    }
}
