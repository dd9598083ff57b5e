package dev.culvert.route;

import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Word;
import java.util.List;

/** Reads the lines that change a backend's parameters. */
public final class BackendLines {
    private BackendLines() {}

    /** {@code ProxySet URL key=value …}, and the same without the URL in a {@code <Proxy URL>}. */
    static BackendDirective proxySet(Args args) {
        boolean inProxy = args.place() == Place.PROXY;
        String url = inProxy ? args.section().map(Word::text).orElse("") : args.next("the URL of a backend");
        BackendUrl backend = url(args, url);
        if (!args.hasNext()) {
            throw args.error(args.name() + " expects at least one key=value");
        }
        Settings parameters = parameters(args, args.all());
        return inProxy
                ? new BackendDirective.Section(backend, parameters, args.at())
                : new BackendDirective.Adjustment(backend, parameters, args.at());
    }

    /**
     * The parameters in the brackets of {@code <Proxy URL key=value …>}.
     *
     * @param args for names, positions and remarks
     * @param words at least one
     * @throws dev.culvert.directive.Misread if the URL or a parameter makes no sense
     */
    public static BackendDirective section(Args args, String url, List<String> words) {
        return new BackendDirective.Section(url(args, url), parameters(args, words), args.at());
    }

    private static Settings parameters(Args args, List<String> words) {
        Settings parameters = Settings.NONE;
        for (String word : words) {
            parameters = WorkerParameters.read(parameters, args, word);
        }
        return parameters;
    }

    private static BackendUrl url(Args args, String text) {
        if (text.regionMatches(true, 0, "balancer:", 0, 9)) {
            throw args.error(args.name() + " expects the URL of a backend: this version has no balancers yet, and '"
                    + text + "' names one");
        }
        return BackendUrl.parse(text).orElseThrow(() -> args.error(
                args.name() + " expects the URL of a backend, such as ws://host:port/path, but was '" + text + "'"));
    }
}
