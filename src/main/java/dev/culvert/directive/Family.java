package dev.culvert.directive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The directives of one httpd module. It stands beside the behaviour that it configures. */
public final class Family {
    private final String module;
    private final List<Setting<?>> settings = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Map<String, String> accepted = new LinkedHashMap<>();

    private Family(String module) {
        this.module = module;
    }

    /** @param module httpd's name of it, such as {@code mod_proxy} or {@code core} */
    public static Family of(String module) {
        return new Family(module);
    }

    public String module() {
        return module;
    }

    /** A directive with one value, in whatever way its words are read. */
    public <V> Setting.Draft<V> value(String name, Function<Args, V> reading) {
        return new Setting.Draft<>(this, name, (args, _) -> reading.apply(args), Optional.empty());
    }

    /** A directive that says On or Off. */
    public Setting.Draft<Boolean> flag(String name) {
        return value(name, Args::onOff);
    }

    /** A directive with one word. */
    public Setting.Draft<String> word(String name, String expected) {
        return value(name, args -> onlyWord(args, expected));
    }

    /** A directive that is not set unless written, with one value. */
    public <V> Setting.Draft<Optional<V>> optional(String name, Function<Args, V> reading) {
        return this.<Optional<V>>value(name, args -> Optional.of(reading.apply(args))).initially(Optional.empty());
    }

    /** A directive whose occurrences are gathered in their order; inner ones follow outer ones. */
    public <E> Setting.Draft<List<E>> list(String name, Function<Args, E> reading) {
        return new Setting.Draft<List<E>>(this, name, appending(reading), Optional.of(List.of()))
                .merged((outer, inner, _) -> concat(outer, inner));
    }

    /** A directive that may look at what the lines before it made, such as one that gathers until another comes. */
    public <V> Setting.Draft<V> gathering(String name, V initial, Setting.Reading<V> reading) {
        return new Setting.Draft<>(this, name, reading, Optional.of(initial));
    }

    public static <E> Setting.Reading<List<E>> appending(Function<Args, E> reading) {
        return (args, soFar) -> concat(soFar, List.of(reading.apply(args)));
    }

    public static <E> List<E> concat(List<E> outer, List<E> inner) {
        List<E> all = new ArrayList<>(outer);
        all.addAll(inner);
        return Collections.unmodifiableList(all);
    }

    public Section section(String name, Place inside, Set<Place> places, String doc) {
        Section section = new Section(name, inside, places, Optional.empty(), doc);
        sections.add(section);
        return section;
    }

    /** A section such as {@code <RequireAny>}, which groups lines of the section that it stands in. */
    public Section group(String name, Set<Place> places, Section.Fold fold, String doc) {
        Section section = new Section(name, Place.SERVER, places, Optional.of(fold), doc);
        sections.add(section);
        return section;
    }

    /** Accepts a directive that httpd has and Culvert can do without. */
    public Family without(String name, String reason) {
        accepted.put(name.toLowerCase(Locale.ROOT), reason);
        return this;
    }

    <V> Setting<V> register(Setting<V> setting) {
        settings.add(setting);
        return setting;
    }

    public List<Setting<?>> settings() {
        return Collections.unmodifiableList(settings);
    }

    public List<Section> sections() {
        return Collections.unmodifiableList(sections);
    }

    /** The accepted directives, in lower case, each with the reason why Culvert can do without it. */
    public Map<String, String> accepted() {
        return Collections.unmodifiableMap(accepted);
    }

    private static String onlyWord(Args args, String expected) {
        String word = args.next(expected);
        args.end();
        return word;
    }
}
