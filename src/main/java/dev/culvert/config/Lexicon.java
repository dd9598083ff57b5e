package dev.culvert.config;

import dev.culvert.directive.Family;
import dev.culvert.directive.Section;
import dev.culvert.directive.Setting;
import dev.culvert.syntax.Vocabulary;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every directive and section there is, by name without case. */
public final class Lexicon implements Vocabulary {
    /** The httpd whose behaviour this is measured against. */
    public static final String HTTPD_VERSION = "2.4.71";

    /** Directives that the syntax reader resolves, and sections that it takes apart: known, but never seen in the tree. */
    private static final Set<String> OF_SYNTAX =
            Set.of("include", "includeoptional", "define", "undefine", "error", "use", "undefmacro");
    private static final Set<String> SECTIONS_OF_SYNTAX =
            Set.of("ifdefine", "ifmodule", "ifversion", "iffile", "ifdirective", "ifsection", "macro");

    private final Map<String, Setting<?>> settings = new HashMap<>();
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, String> accepted = new HashMap<>();
    private final Set<String> modules;
    private final Set<String> names = new TreeSet<>();

    private Lexicon(List<Family> families) {
        // A family that only accepts what it does not do is no module that Culvert has.
        modules = families.stream()
                .filter(family -> family.accepted().isEmpty() || !family.settings().isEmpty() || !family.sections().isEmpty())
                .map(Family::module).collect(Collectors.toCollection(TreeSet::new));
        families.forEach(this::add);
    }

    public static Lexicon of(List<Family> families) {
        return new Lexicon(families);
    }

    private void add(Family family) {
        family.settings().forEach(setting -> setting.spellings().keySet().forEach(name -> add(name, setting)));
        family.sections().forEach(section -> sections.putIfAbsent(lower(section.name()), section));
        family.accepted().forEach(accepted::putIfAbsent);
    }

    private void add(String name, Setting<?> setting) {
        names.add(name);
        settings.putIfAbsent(lower(name), setting);
    }

    Optional<Setting<?>> setting(String name) {
        return Optional.ofNullable(settings.get(lower(name)));
    }

    Optional<Section> section(String name) {
        return Optional.ofNullable(sections.get(lower(name)));
    }

    /** Why Culvert can do without a directive that it accepts. */
    Optional<String> accepted(String name) {
        return Optional.ofNullable(accepted.get(lower(name)));
    }

    /** What a misspelt directive may have been meant to be. */
    Collection<String> directiveNames() {
        return names;
    }

    Collection<String> sectionNames() {
        return sections.values().stream().map(Section::name).toList();
    }

    /** The modules that are built in, in the order of their names. */
    public Set<String> modules() {
        return Collections.unmodifiableSet(modules);
    }

    @Override
    public boolean hasModule(String name) {
        String module = moduleOf(name);
        return module.equals("core") || module.equals("http") || modules.contains("mod_" + module) || modules.contains(module);
    }

    /** {@code proxy} from {@code mod_proxy.c}, {@code mod_proxy} or {@code proxy_module}. */
    static String moduleOf(String name) {
        return lower(name).replaceFirst("^mod_", "").replaceFirst("(\\.c|_module)$", "");
    }

    @Override
    public boolean hasDirective(String name) {
        String lower = lower(name);
        return settings.containsKey(lower) || accepted.containsKey(lower) || OF_SYNTAX.contains(lower);
    }

    @Override
    public boolean hasSection(String name) {
        String lower = lower(name);
        return sections.containsKey(lower) || SECTIONS_OF_SYNTAX.contains(lower);
    }

    @Override
    public String version() {
        return HTTPD_VERSION;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
