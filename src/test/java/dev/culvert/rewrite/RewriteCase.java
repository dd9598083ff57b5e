package dev.culvert.rewrite;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Vocabulary;
import dev.culvert.syntax.Word;
import dev.culvert.http.Headers;
import dev.culvert.world.Answers;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The upper half of a case: servers and sections with nothing but mod_rewrite's lines, and ServerName. */
final class RewriteCase {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T07:37:42Z"));

    private final Path directory;
    private final List<String> remarks = new ArrayList<>();
    private Settings main = Settings.NONE;
    private Settings server = Settings.NONE;
    private final List<Settings> sections = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private Place kind = Place.SERVER;
    private String name = "h.test";

    RewriteCase(String text, Path directory) {
        this.directory = directory;
        var reading = new ConfigReader(new Words(), directory, Set.of(), Map.of())
                .readText("case.conf", text.replace("@DIR@", directory.toString()));
        reading.diagnostics().forEach(this::remark);
        server(reading.nodes(), Place.SERVER);
        server = main;
        reading.nodes().forEach(this::host);
    }

    /** Enough for the reader to know every name. */
    private static final class Words implements Vocabulary {
        @Override
        public boolean hasModule(String module) {
            return true;
        }

        @Override
        public boolean hasDirective(String directive) {
            return true;
        }

        @Override
        public boolean hasSection(String section) {
            return true;
        }

        @Override
        public String version() {
            return "2.4.71";
        }
    }

    private void host(Node node) {
        if (node instanceof Node.Block block && block.name().text().equals("VirtualHost")) {
            kind = Place.VIRTUAL_HOST;
            server = main.with(lines(block.body(), Place.VIRTUAL_HOST, Optional.empty()), Place.VIRTUAL_HOST);
            block.body().forEach(this::section);
        }
    }

    private void server(List<Node> nodes, Place place) {
        main = lines(nodes, place, Optional.empty());
        nodes.forEach(this::section);
    }

    private void section(Node node) {
        if (node instanceof Node.Block block && !block.name().text().equals("VirtualHost")) {
            Place place = Place.valueOf(block.name().text().replace("Match", "").toUpperCase(java.util.Locale.ROOT));
            sections.add(lines(block.body(), place, block.words().stream().reduce((_, last) -> last)));
            places.add(place);
        }
    }

    private Settings lines(List<Node> nodes, Place place, Optional<Word> argument) {
        Settings read = Settings.NONE;
        for (Node node : nodes) {
            if (node instanceof Node.Statement line) {
                read = line(line, place, argument, read);
            }
        }
        return read;
    }

    private Settings line(Node.Statement line, Place place, Optional<Word> argument, Settings soFar) {
        if (line.name().text().equals("ServerName")) {
            name = line.rest();
            return soFar;
        }
        try {
            Args args = new Args(line, place, argument, this::remark).below(directory);
            Setting.Reading<RewriteRules> reading =
                    Optional.ofNullable(RewriteDirectives.RULES.spellings().get(line.name().text())).orElseThrow();
            return soFar.put(RewriteDirectives.RULES, reading.read(args, soFar.get(RewriteDirectives.RULES)));
        } catch (Misread wrong) {
            remark(wrong.diagnostic());
            return soFar;
        }
    }

    private void remark(Diagnostic diagnostic) {
        String weight = diagnostic.isError() ? "error" : diagnostic.kind().name().toLowerCase(java.util.Locale.ROOT);
        remarks.add(weight + " " + diagnostic.at().line() + ": " + shown(diagnostic.message())
                .replaceFirst("(?<=makes no sense: ).*", "…"));
    }

    /** Errors, warnings and notes, each with its line. */
    List<String> remarks() {
        return remarks;
    }

    /** What stays the same wherever the test runs. */
    private String shown(String text) {
        return text.replace(directory.toString(), "@DIR@");
    }

    private Settings inSections() {
        Settings all = server;
        for (int i = 0; i < sections.size(); i++) {
            all = all.with(sections.get(i), places.get(i));
        }
        return all;
    }

    private static Address.Origin origin(String scheme, String name) {
        int colon = name.indexOf(':');
        String host = colon < 0 ? name : name.substring(0, colon);
        return new Address.Origin(scheme, host, 80, (asked, port) -> colon > 0 && host.equalsIgnoreCase(asked)
                && port == Integer.parseInt(name.substring(colon + 1)));
    }

    /**
     * @param words {@code GET /path?query}, then {@code Header=value} and {@code file=…}, {@code info=…} for sections
     * @param trace takes the lines that were traced
     * @return verdict and effects in one line
     */
    String answer(List<String> words, List<String> trace) {
        String target = words.get(1);
        int mark = target.indexOf('?');
        String path = decoded(mark < 0 ? target : target.substring(0, mark));
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
        Headers.Builder headers = Headers.builder().add("Host", "h.test");
        Optional<String> file = Optional.empty();
        String info = "";
        for (String word : words.subList(2, words.size())) {
            String value = decoded(word.substring(word.indexOf('=') + 1)).replace("@DIR@", directory.toString());
            switch (word.substring(0, word.indexOf('='))) {
                case "file" -> file = Optional.of(value);
                case "info" -> info = value;
                case String header -> headers.add(header, value);
            }
        }
        AskedSubject subject = new AskedSubject(words.getFirst(), path, query, headers.build(), directory.toString(),
                Answers.foundAtOnce());
        if (words.getFirst().equals("SUB")) {
            subject.know(dev.culvert.expr.Variable.IS_SUBREQ, "true");
        }
        Address address = new Address(path, query, origin("http", name));
        Rewritten rewritten = file.isPresent()
                ? RewriteEngine.of(inSections(), kind, CLOCK)
                        .onDirectory(address, new DirectoryContext(file.get(), info), subject, journal(trace))
                : RewriteEngine.of(server, kind, CLOCK).onServer(address, subject, journal(trace));
        return shown(verdict(rewritten.verdict()) + effects(rewritten.effects(), subject));
    }

    private Journal journal(List<String> trace) {
        return new Journal() {
            @Override
            public void say(Remark remark) {
                trace.add(remark.level() + ": " + shown(remark.text()));
            }

            @Override
            public boolean wants(Level level, String module) {
                return module.equals("rewrite");
            }
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2b"), StandardCharsets.ISO_8859_1);
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Untouched() -> "untouched";
            case Verdict.Local(String path, Optional<String> query, Verdict.Handover handover) ->
                    handover.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " " + path + shown(query);
            case Verdict.Proxied(String url, Optional<String> query, Verdict.Encoding encoding) -> "proxy " + url + shown(query)
                    + (encoding == Verdict.Encoding.AS_IT_IS ? " (as it is)" : "");
            case Verdict.Redirect(int status, String location) -> status + " " + location;
            case Verdict.Refuse(int status, Optional<String> line) -> status + line.map(text -> " " + number(text)).orElse("");
        };
    }

    private static String number(String line) {
        return Pattern.compile("^AH\\d{5}(?=: )").matcher(line).results().map(found -> found.group()).findFirst().orElse(line);
    }

    private static String shown(Optional<String> query) {
        return query.map(text -> "?" + text).orElse("");
    }

    private static String effects(Effects effects, AskedSubject subject) {
        StringBuilder out = new StringBuilder();
        effects.cookies().forEach(cookie -> out.append(" ; cookie ").append(cookie));
        effects.type().ifPresent(type -> out.append(" ; type ").append(type));
        effects.handler().ifPresent(handler -> out.append(" ; handler ").append(handler));
        out.append(effects.vary().isEmpty() ? "" : " ; vary " + String.join(",", effects.vary()));
        subject.environment().snapshot().entrySet().stream().filter(each -> !each.getKey().startsWith("SCRIPT_UR"))
                .sorted(Map.Entry.comparingByKey()).forEach(each -> out.append(" ; env ").append(each));
        return out.append(effects.ended() ? " ; ended" : "").toString();
    }
}
