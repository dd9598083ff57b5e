package dev.culvert.config;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Section;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Suggestion;
import dev.culvert.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Walks the tree once and gives every line its meaning. */
final class Interpreter {
    private final Lexicon lexicon;
    private final Remarks remarks = new Remarks();
    private final List<HostDraft> hosts = new ArrayList<>();
    private final Path serverRoot;
    private final Scope main = new Scope(Place.SERVER, "server config", Optional.empty());

    /** A {@code <VirtualHost>} before it is known what it inherits. */
    private record HostDraft(Scope scope, List<HostAddress> addresses, Position at) {}

    Interpreter(Lexicon lexicon, Path serverRoot) {
        this.lexicon = lexicon;
        this.serverRoot = serverRoot;
    }

    Configuration.Result interpret(List<Node> nodes) {
        readAll(nodes, main);
        Modules.remark(main.settings(), lexicon, remarks);
        Position start = nodes.isEmpty() ? new Position("the configuration", 1) : nodes.getFirst().at();
        return new Configuration.Result(assemble(main, start, serverRoot), remarks.all());
    }

    /** What relative names are relative to, by what has been read so far. */
    private Path root() {
        return main.settings().get(CoreDirectives.SERVER_ROOT).map(serverRoot::resolve).orElse(serverRoot);
    }

    private void readAll(List<Node> nodes, Scope scope) {
        for (Node node : nodes) {
            switch (node) {
                case Node.Statement statement -> guarded(statement, () -> read(statement, scope));
                case Node.Block block -> guarded(block, () -> read(block, scope));
            }
        }
    }

    /** One line that makes no sense must not hide what is wrong with the next. */
    private void guarded(Node node, Runnable reading) {
        try {
            reading.run();
        } catch (Misread misread) {
            remarks.add(misread.diagnostic());
        } catch (RuntimeException surprise) {
            remarks.add(Diagnostic.directive(node.at(), node.name() + " cannot be read: " + surprise.getClass().getSimpleName()
                    + Optional.ofNullable(surprise.getMessage()).map(why -> ", " + why).orElse("")));
        }
    }

    private void read(Node.Statement line, Scope scope) {
        String name = line.name().text();
        Optional<Setting<?>> setting = lexicon.setting(name);
        if (setting.isPresent()) {
            read(setting.get(), line, scope);
        } else if (lexicon.accepted(name).isPresent()) {
            remarks.once(name, Diagnostic.note(line.at(), name + " is accepted without effect: " + lexicon.accepted(name).get()));
        } else {
            unknownDirective(line);
        }
    }

    private <V> void read(Setting<V> setting, Node.Statement line, Scope scope) {
        checkPlace(line, line.name().text(), setting.places(), scope);
        Args args = new Args(line, scope.place(), scope.argument(), remarks::add).below(root()).inGroup(scope.group())
                .knowing(scope::inForce);
        if (scope.isPattern()) {
            args = args.inPatternSection();
        }
        V value = reading(setting, line.name().text()).read(args, scope.settings().get(setting));
        scope.settings(scope.settings().put(setting, value));
    }

    private static <V> Setting.Reading<V> reading(Setting<V> setting, String name) {
        return setting.spellings().entrySet().stream()
                .filter(spelling -> spelling.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst().orElseThrow();
    }

    private static void checkPlace(Node node, String shown, Set<Place> places, Scope scope) {
        if (!places.contains(scope.place())) {
            String expected = places.stream().sorted().map(Place::toString).collect(Collectors.joining(", "));
            throw new Misread(Diagnostic.directive(node.at(),
                    shown + " cannot stand in " + scope.name() + "; expected it in " + expected));
        }
    }

    private void unknownDirective(Node.Statement line) {
        String name = line.name().text();
        Optional<String> module = KnownDirectives.moduleOfDirective(name);
        remarks.add(Diagnostic.directive(line.at(), module.map(owner -> notHere(name, owner))
                .orElseGet(() -> "no directive is called '" + name + "'"
                        + suggestion(name, () -> Suggestion.nearest(name, lexicon.directiveNames())))));
    }

    private static String notHere(String name, String module) {
        return name + " belongs to " + module + (module.equals("core")
                ? ", in a part of it that this Culvert does not have"
                : ", which this Culvert does not have");
    }

    private static String suggestion(String name, Supplier<Optional<String>> nearest) {
        return name.length() < 3 ? "" : nearest.get().map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    private void read(Node.Block block, Scope scope) {
        Optional<Section> section = lexicon.section(block.name().text());
        if (section.isEmpty()) {
            unknownSection(block);
            return;
        }
        checkPlace(block, "<" + section.get().name() + ">", section.get().places(), scope);
        if (section.get().fold().isPresent()) {
            readGroup(block, section.get(), section.get().fold().get(), scope);
            return;
        }
        switch (section.get().inside()) {
            case VIRTUAL_HOST -> readHost(block, section.get());
            case LOCATION, PROXY, DIRECTORY, FILES -> readScoped(block, section.get(), scope);
            case IF -> readCondition(block, section.get(), scope);
            case SERVER -> readAll(block.body(), scope);
        }
    }

    private void readGroup(Node.Block block, Section section, Section.Fold fold, Scope outer) {
        Scope inner = outer.group(section.name());
        readAll(block.body(), inner);
        Args words = new Args(block, outer.place(), outer.argument(), remarks::add).below(root()).inGroup(outer.group());
        outer.settings(fold.fold(words, outer.settings(), inner.settings()));
    }

    private void unknownSection(Node.Block block) {
        String name = block.name().text();
        Optional<String> module = KnownDirectives.moduleOfSection(name);
        remarks.add(Diagnostic.directive(block.at(), module.map(owner -> notHere("<" + name + ">", owner))
                .orElseGet(() -> "no section is called '<" + name + ">'" + suggestion(name,
                        () -> Suggestion.nearest(name, lexicon.sectionNames()).map(meant -> "<" + meant + ">")))));
    }

    private void readHost(Node.Block block, Section section) {
        if (block.words().isEmpty()) {
            throw new Misread(Diagnostic.directive(block.at(), "<VirtualHost> expects at least one address, such as *:80"));
        }
        Scope host = main.section(section.inside(), "<VirtualHost>", Optional.of(block.words().getFirst()), Optional.empty());
        HostAddressReader reader = new HostAddressReader(remarks::add);
        List<HostAddress> addresses = new ArrayList<>();
        block.words().forEach(word -> guarded(block, () -> addresses.addAll(reader.read(word))));
        readAll(block.body(), host);
        hosts.add(new HostDraft(host, addresses, block.at()));
    }

    private void readScoped(Node.Block block, Section section, Scope outer) {
        ScopeArgument argument = ScopeArgument.read(block, section, remarks::add);
        Ground ground = new Ground(section.inside(), argument.extent(), Optional.empty(), outer.ground());
        readBody(block, section, ground, argument.word(), argument.parameters(), outer);
    }

    private void readCondition(Node.Block block, Section section, Scope outer) {
        Ground.Clause clause = ConditionArgument.read(block, section, outer.clause());
        outer.clause(clause);
        Ground ground = new Ground(Place.IF, new Extent.Everywhere(), Optional.of(clause), outer.ground());
        readBody(block, section, ground, ConditionArgument.word(block), List.of(), outer);
    }

    private void readBody(Node.Block block, Section section, Ground ground, Word argument, List<Word> parameters, Scope outer) {
        Scope inner = outer.section(section.inside(), "<" + section.name() + ">", Optional.of(argument), Optional.of(ground));
        readAll(block.body(), inner);
        outer.sections().add(new ScopedSection(ground, block.name(), argument, parameters, inner.settings()));
        outer.sections().addAll(inner.sections());
    }

    private Configuration assemble(Scope main, Position start, Path serverRoot) {
        Settings settings = main.settings();
        Path root = settings.get(CoreDirectives.SERVER_ROOT).map(serverRoot::resolve).orElse(serverRoot);
        Optional<ServerName> named = settings.get(CoreDirectives.SERVER_NAME);
        VirtualHost server = new VirtualHost(named.map(ServerName::host).orElse("localhost"),
                named.map(ServerName::port).orElseGet(OptionalInt::empty), List.of(), start, settings, main.sections());
        return new Configuration(server, hosts.stream().map(draft -> host(draft, server)).toList(), root);
    }

    private static VirtualHost host(HostDraft draft, VirtualHost main) {
        Settings own = draft.scope.settings();
        Optional<ServerName> named = own.get(CoreDirectives.SERVER_NAME);
        List<ScopedSection> sections = new ArrayList<>(main.sections());
        sections.addAll(draft.scope.sections());
        return new VirtualHost(named.map(ServerName::host).orElse(main.name()), port(named, draft.addresses),
                draft.addresses, draft.at, main.settings().with(own, Place.VIRTUAL_HOST), sections);
    }

    /** The port of its name, or of the first of its addresses that has one. */
    private static OptionalInt port(Optional<ServerName> named, List<HostAddress> addresses) {
        OptionalInt ofName = named.map(ServerName::port).orElseGet(OptionalInt::empty);
        return ofName.isPresent() ? ofName : addresses.stream().mapToInt(HostAddress::port).filter(port -> port > 0).findFirst();
    }
}
