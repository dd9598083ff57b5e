package dev.culvert.config;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A section while its lines are being read. */
final class Scope {
    private final Place place;
    private final String name;
    private final Optional<Word> argument;
    private final Optional<Extent> extent;
    private Settings settings = Settings.NONE;
    private final List<ScopedSection> sections = new ArrayList<>();

    /**
     * @param name as an administrator would call it, such as {@code <Location>}
     * @param argument its path, URL or pattern
     */
    Scope(Place place, String name, Optional<Word> argument) {
        this(place, name, argument, Optional.empty());
    }

    Scope(Place place, String name, Optional<Word> argument, Optional<Extent> extent) {
        this.extent = extent;
        this.place = place;
        this.name = name;
        this.argument = argument;
    }

    /** A group of lines in this section, such as {@code <RequireAny>}. */
    Scope group(String groupName) {
        return new Scope(place, groupName, argument, extent);
    }

    /** Whether the argument is a regular expression. */
    boolean isPattern() {
        return extent.map(covered -> covered instanceof Extent.Pattern).orElse(false);
    }

    Place place() {
        return place;
    }

    String name() {
        return name;
    }

    Optional<Word> argument() {
        return argument;
    }

    Settings settings() {
        return settings;
    }

    void settings(Settings read) {
        settings = read;
    }

    List<ScopedSection> sections() {
        return sections;
    }

    /** Whether its lines can ever matter for a request that is proxied. */
    boolean isAboutFiles() {
        return place == Place.DIRECTORY || place == Place.FILES;
    }
}
