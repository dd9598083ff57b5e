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
    private final Optional<Ground> ground;
    private final Optional<String> group;
    private final Optional<Scope> outer;
    private Settings settings = Settings.NONE;
    private Optional<Ground.Clause> clause = Optional.empty();
    private final List<ScopedSection> sections = new ArrayList<>();

    /**
     * @param name as an administrator would call it, such as {@code <Location>}
     * @param argument its path, URL or pattern
     */
    Scope(Place place, String name, Optional<Word> argument) {
        this(place, name, argument, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Scope(Place place, String name, Optional<Word> argument, Optional<Ground> ground, Optional<String> group,
            Optional<Scope> outer) {
        this.group = group;
        this.outer = outer;
        this.ground = ground;
        this.place = place;
        this.name = name;
        this.argument = argument;
    }

    /** A section in this one; see the constructor. */
    Scope section(Place inside, String called, Optional<Word> with, Optional<Ground> on) {
        return new Scope(inside, called, with, on, Optional.empty(), Optional.of(this));
    }

    /** A group of lines in this section, such as {@code <RequireAny>}. */
    Scope group(String groupName) {
        return new Scope(place, "<" + groupName + ">", argument, ground, Optional.of(groupName), Optional.of(this));
    }

    /** The name of the group that this is, if it is one. */
    Optional<String> group() {
        return group;
    }

    /** Whether the argument is a regular expression. */
    boolean isPattern() {
        return ground.map(covered -> covered.extent() instanceof Extent.Pattern).orElse(false);
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

    /** What the lines up to now have said, here and around. */
    Settings inForce() {
        return outer.map(around -> around.inForce().with(settings, place)).orElse(settings);
    }

    void settings(Settings read) {
        settings = read;
    }

    List<ScopedSection> sections() {
        return sections;
    }

    /** What it covers, if it is not a whole server. */
    Optional<Ground> ground() {
        return ground;
    }

    /** The {@code <If>} or {@code <ElseIf>} that was read last, for the {@code <Else>} behind it. */
    Optional<Ground.Clause> clause() {
        return clause;
    }

    void clause(Ground.Clause read) {
        clause = Optional.of(read);
    }
}
