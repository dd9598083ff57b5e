package dev.culvert.route;

import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Parameters;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code ProxyPass} or {@code ProxyPassMatch} line. */
final class ProxyPassReader {
    private final Args args;
    private final Set<ProxyPass.Flag> flags = EnumSet.noneOf(ProxyPass.Flag.class);
    private final List<String> written = new ArrayList<>();
    private Settings parameters = Settings.NONE;
    private ProxyPass.Form form = ProxyPass.Form.DECODED;

    ProxyPassReader(Args args) {
        this.args = args;
    }

    ProxyPass readPrefix() {
        if (inSection()) {
            String path = section();
            boolean wild = path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
            return rest(wild || args.sectionIsPattern() ? pattern(path) : new ProxyPass.From.Prefix(path));
        } else if (args.peek().equals(Optional.of("~"))) {
            args.next("~");
            return rest(pattern(path()));
        }
        return rest(new ProxyPass.From.Prefix(path()));
    }

    ProxyPass readPattern() {
        if (inSection()) {
            return rest(pattern(section()));
        }
        if (args.peek().equals(Optional.of("~"))) {
            throw args.error(args.name() + " expects a regular expression first; the ~ belongs to ProxyPass");
        }
        return rest(pattern(path()));
    }

    private boolean inSection() {
        return args.place().isSection();
    }

    private String section() {
        return args.section().map(Word::text).orElse("");
    }

    private String path() {
        if (args.remaining() < 2) {
            throw args.error(args.name() + " expects a path and then a URL, unless it stands in a <Location>");
        }
        return args.next("a path");
    }

    private ProxyPass.From pattern(String source) {
        return new ProxyPass.From.Pattern(Regex.compile(source).orElseThrow(() ->
                args.error(args.name() + " expects a regular expression, but '" + source + "' is none")));
    }

    private ProxyPass rest(ProxyPass.From from) {
        String url = args.next("a URL or !");
        while (args.hasNext()) {
            option(args.next("an option"), url);
        }
        Optional<String> target = url.equals("!") ? Optional.empty() : Optional.of(checked(url));
        return new ProxyPass(from, target, flags, form, parameters, written, args.place(), args.at());
    }

    private void option(String word, String url) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "nocanon" -> flags.add(ProxyPass.Flag.NO_CANON);
            case "interpolate" -> flags.add(ProxyPass.Flag.INTERPOLATE);
            case "noquery" -> flags.add(ProxyPass.Flag.NO_QUERY);
            default -> parameter(word, url);
        }
    }

    private void parameter(String word, String url) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw bareWord(word, url);
        }
        String key = word.substring(0, equals);
        String value = word.substring(equals + 1);
        if (key.equalsIgnoreCase("mapping")) {
            form = mapping(value);
        } else if (!url.equals("!")) {
            // httpd: behind ! any key=value will do.
            parameters = known(url).read(parameters, args, key, value);
            written.add(word);
        }
    }

    private Misread bareWord(String word, String url) {
        if (inSection() && url.startsWith("/")) {
            return args.error(args.name() + " expects a URL first, since the section has the path already, but was '"
                    + url + "'");
        }
        return args.error(args.name() + " expects options of the form key=value behind the URL, but was given '" + word + "'");
    }

    private ProxyPass.Form mapping(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "encoded" -> ProxyPass.Form.ENCODED;
            case "servlet" -> ProxyPass.Form.SERVLET;
            default -> throw args.error(args.name() + " expects mapping=encoded or mapping=servlet, but was mapping=" + value);
        };
    }

    private static Parameters known(String url) {
        return BackendUrl.parse(url).map(BackendLines::parameters).orElse(WorkerParameters.ALL);
    }

    private String checked(String url) {
        Optional<BackendUrl> parsed = BackendUrl.parse(url);
        if (parsed.isEmpty() || parsed.get().host().isEmpty()) {
            throw notAbsolute(url);
        }
        BackendUrl target = parsed.get();
        if (!target.hasPlainHost() && !target.host().contains("$")) {
            throw args.error(args.name() + " expects a number as port in its URL, but was '" + url + "'");
        }
        return url;
    }

    private Misread notAbsolute(String url) {
        if (url.regionMatches(true, 0, "unix:", 0, 5)) {
            return args.error(args.name() + " expects unix:/path/of/socket|scheme://host/path, but was '" + url + "'");
        }
        return args.error(args.name() + " expects an absolute URL such as ws://host:port/path, but was '" + url + "'");
    }
}
