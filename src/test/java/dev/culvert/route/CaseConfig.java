package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendTable;
import dev.culvert.balance.BalancerTable;
import dev.culvert.balance.Upstreams;
import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The upper half of a case: as much of the configuration language as routing needs to be tried out. */
final class CaseConfig {
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
    private static final Family CORE = Family.of("core");
    private static final Setting<EncodedSlashes> SLASHES = CORE.value("AllowEncodedSlashes", args ->
            EncodedSlashes.valueOf(args.next("a value").replace("NoDecode", "NO_DECODE").toUpperCase(java.util.Locale.ROOT)))
            .in(Place.SERVER).initially(EncodedSlashes.OFF).doc("In this test only.");
    private static final Setting<Boolean> MERGE_SLASHES =
            CORE.flag("MergeSlashes").in(Place.SERVER).initially(true).doc("In this test only.");

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<BackendDirective> mainBackends = new ArrayList<>();
    private final List<BackendDirective> hostBackends = new ArrayList<>();
    private Settings main = Settings.NONE;
    private Settings host = Settings.NONE;
    private Section open = new Section("", List.of(), Place.SERVER, Settings.NONE);

    private record Section(String name, List<Word> words, Place place, Settings settings) {
        boolean isPattern() {
            return name.endsWith("Match") || (!words.isEmpty() && words.getFirst().text().equals("~"));
        }

        Optional<Word> argument() {
            return words.isEmpty() ? Optional.empty() : Optional.of(words.getLast());
        }

        Predicate<String> covers() {
            String path = argument().map(Word::text).orElse("");
            if (isPattern()) {
                Regex regex = Regex.compile(path).orElseThrow();
                return text -> regex.find(text).isPresent();
            } else if (path.contains("*")) {
                Pattern glob = Pattern.compile(path.replace("*", "[^/]*"));
                return text -> glob.matcher(text).matches();
            }
            return text -> Mapping.prefix(text, path).isPresent();
        }

        Section with(Settings changed) {
            return new Section(name, words, place, changed);
        }
    }

    static CaseConfig of(List<String> lines) {
        CaseConfig config = new CaseConfig();
        for (int i = 0; i < lines.size(); i++) {
            config.read(lines.get(i).strip(), new Position("case", i + 1));
        }
        config.tables();
        return config;
    }

    private void read(String line, Position at) {
        if (line.startsWith("</")) {
            close();
        } else if (line.startsWith("<")) {
            open(words(line.substring(1, line.length() - 1), at));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            List<Word> words = words(line, at);
            guarded(() -> directive(new Node.Statement(words.getFirst(), words.subList(1, words.size()), line)));
        }
    }

    private static List<Word> words(String line, Position at) {
        return WORD.matcher(line).results().map(found -> found.group())
                .map(word -> word.matches("\"[^\"]*\"|'[^']*'") ? word.substring(1, word.length() - 1) : word)
                .map(word -> new Word(word, at)).toList();
    }

    private void guarded(Runnable reading) {
        try {
            reading.run();
        } catch (Misread misread) {
            diagnostics.add(misread.diagnostic());
        }
    }

    private void open(List<Word> words) {
        Place place = switch (words.getFirst().text()) {
            case "VirtualHost" -> Place.VIRTUAL_HOST;
            case "Proxy" -> Place.PROXY;
            default -> Place.LOCATION;
        };
        open = new Section(words.getFirst().text(), words.subList(1, words.size()), place,
                place == Place.VIRTUAL_HOST ? host : Settings.NONE);
    }

    private void close() {
        switch (open.place()) {
            case VIRTUAL_HOST -> host = open.settings();
            case LOCATION -> sections.add(open);
            default -> { }
        }
        mainBackends.addAll(open.place().isSection() ? ProxyDirectives.backends(open.settings()) : List.of());
        open = new Section("", List.of(), Place.SERVER, main);
    }

    private void directive(Node.Statement line) {
        Setting<?> setting = Stream.of(CORE, ProxyDirectives.FAMILY, WebSocketDirectives.FAMILY)
                .flatMap(family -> family.settings().stream())
                .filter(known -> known.spellings().containsKey(line.name().text())).findFirst().orElseThrow();
        Args plain = new Args(line, open.place(), open.argument(), diagnostics::add);
        Args args = open.isPattern() ? plain.inPatternSection() : plain;
        if (!setting.places().contains(open.place())) {
            throw args.error(line.name() + " cannot stand in " + open.place());
        }
        Settings soFar = open.place() == Place.SERVER ? main : open.settings();
        Settings changed = read(setting, args, soFar);
        open = open.with(changed);
        main = open.place() == Place.SERVER ? changed : main;
    }

    private static <V> Settings read(Setting<V> setting, Args args, Settings soFar) {
        Setting.Reading<V> reading = Optional.ofNullable(setting.spellings().get(args.name())).orElseThrow();
        return soFar.put(setting, reading.read(args, soFar.get(setting)));
    }

    private void tables() {
        mainBackends.addAll(0, ProxyDirectives.backends(main));
        hostBackends.addAll(ProxyDirectives.backends(host));
        diagnostics.addAll(backends().remarks());
    }

    BackendTable backends() {
        BackendTable ofMain = BackendTable.of(BackendDirective.ordered(mainBackends));
        return hostBackends.isEmpty() ? ofMain : BackendTable.of(ofMain, hostBackends);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    Settings server() {
        return main.with(host, Place.VIRTUAL_HOST);
    }

    Settings settingsFor(String path) {
        Settings settings = server();
        for (Section section : sections) {
            settings = section.covers().test(path) ? settings.with(section.settings(), Place.LOCATION) : settings;
        }
        return settings;
    }

    PathRules pathRules() {
        return new PathRules(main.get(SLASHES), main.get(MERGE_SLASHES) ? SlashRuns.MERGED : SlashRuns.KEPT);
    }

    private ProxyMap map() {
        return new ProxyMap(server().get(ProxyDirectives.PASSES), new Upstreams(backends(), BalancerTable.NONE), main.get(SLASHES));
    }

    /** What a request comes to, as the lower half of a case writes it. */
    String answer(dev.culvert.http.Request request, Map<String, String> env) {
        if (request.method().equals("CONNECT")) {
            return "405";
        }
        return switch (RequestPath.of(request.target(), pathRules())) {
            case RequestPath.Refused(int status, String why) -> refusal(status, why);
            case RequestPath.Path path -> answer(request, path, env);
        };
    }

    private String answer(dev.culvert.http.Request request, RequestPath.Path path, Map<String, String> env) {
        ProxyMap.Search search = map().search(path, request, settingsFor(path.decoded()), env);
        Optional<ProxyMap.Found> found = search.encoded();
        if (found.isEmpty() && path.undecodable().isPresent()) {
            return refusal(path.undecodable().get().status(), path.undecodable().get().logLine());
        }
        return switch (found.or(search::decoded).flatMap(ProxyMap.Found::decision).orElse(new Decision.Refuse(404, ""))) {
            case Decision.Local local -> "local " + local.status();
            case Decision.Redirect(int status, String location) -> status + " " + location;
            case Decision.Serve _ -> "file";
            case Decision.Operate(String handler) -> handler;
            case Decision.Refuse refused -> refusal(refused.status(), refused.logLine());
            case Decision.Balance balance -> balance.destination();
            case Decision.Forward forward -> forward.target().url() + " " + carried(forward, request)
                    + forward.remark().map(remark -> " " + number(remark)).orElse("");
        };
    }

    private static String carried(Decision.Forward forward, dev.culvert.http.Request request) {
        Optional<String> worker = forward.backend().parameters().get(dev.culvert.balance.WorkerParameters.UPGRADE);
        return UpgradeRule.tokenFor(request.upgrade(), worker, forward.target().scheme()).isPresent() ? "tunnel" : "plain";
    }

    private static String refusal(int status, String why) {
        return why.startsWith("AH") && status != 404 ? status + " " + number(why) : String.valueOf(status);
    }

    private static String number(String remark) {
        return remark.substring(0, remark.indexOf(':'));
    }
}
