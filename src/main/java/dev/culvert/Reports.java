package dev.culvert;

import dev.culvert.config.Lexicon;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Section;
import dev.culvert.directive.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the command line shows about the program itself, each line with its end. */
final class Reports {
    private Reports() {}

    /** {@code -M}. */
    static String modules(List<Family> families) {
        return builtIn(families).stream().map(module -> " " + shortName(module) + "_module (static)\n")
                .collect(Collectors.joining("", "Loaded Modules:\n", ""));
    }

    /** {@code -l}. */
    static String sources(List<Family> families) {
        return builtIn(families).stream().map(module -> "  " + module + ".c\n")
                .collect(Collectors.joining("", "Compiled in modules:\n", ""));
    }

    /** {@code -L}: every directive with its documentation and the places it may stand in. */
    static String directives(List<Family> families) {
        Map<String, String> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Family family : families) {
            family.sections().forEach(section -> entries.putIfAbsent("<" + section.name() + ">", section(family, section)));
            family.settings().forEach(setting -> setting.spellings().keySet()
                    .forEach(name -> entries.putIfAbsent(name, setting(name, setting))));
        }
        return String.join("", entries.values());
    }

    private static String section(Family family, Section section) {
        return entry("<" + section.name() + ">", family.module(), section.doc(), section.places());
    }

    private static String setting(String name, Setting<?> setting) {
        return entry(name, setting.family().module(), setting.doc(), setting.places());
    }

    private static String entry(String name, String module, String doc, Collection<Place> places) {
        String allowed = places.stream().sorted().map(Place::toString).collect(Collectors.joining(", "));
        return name + " (" + module + ".c)\n\t" + doc + "\n\tAllowed in " + allowed + "\n";
    }

    /** {@code -v}. */
    static String version(String version) {
        return "Server version: Culvert/" + version + " (Unix)\n";
    }

    /** {@code -V}. */
    static String build(String version, String file, String pidFile) {
        return version(version)
                + "Compatible with: httpd " + Lexicon.HTTPD_VERSION + "\n"
                + "Server MPM:     event loops\n"
                + "  threaded:     yes (one per processor)\n"
                + "    forked:     no\n"
                + "Java:           " + Runtime.version() + "\n"
                + " -D SERVER_CONFIG_FILE=\"" + file + "\"\n"
                + " -D DEFAULT_PIDLOG=\"" + pidFile + "\"\n";
    }

    private static Set<String> builtIn(List<Family> families) {
        return Lexicon.of(families).modules();
    }

    private static String shortName(String module) {
        return module.startsWith("mod_") ? module.substring("mod_".length()) : module;
    }
}
