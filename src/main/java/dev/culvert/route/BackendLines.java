package dev.culvert.route;

import dev.culvert.balance.BackendDirective;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.Parameters;
import dev.culvert.balance.Scheme;
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
        if (!args.hasNext() && !inProxy) {
            throw args.error(args.name() + " expects at least one key=value");
        }
        Settings parameters = parameters(args, backend, args.all());
        return inProxy
                ? new BackendDirective.Section(backend, parameters, args.at())
                : new BackendDirective.Adjustment(backend, parameters, args.at());
    }

    /**
     * The parameters in the brackets of {@code <Proxy URL key=value …>}.
     *
     * @param args for names, positions and remarks
     * @param words none only for a balancer, which the section alone makes
     * @throws dev.culvert.directive.Misread if the URL or a parameter makes no sense
     */
    public static BackendDirective section(Args args, String url, List<String> words) {
        BackendUrl backend = url(args, url);
        return new BackendDirective.Section(backend, parameters(args, backend, words), args.at());
    }

    /** {@code BalancerMember balancer://name URL key=value …}, and the same without the name in {@code <Proxy balancer://name>}. */
    static BackendDirective member(Args args) {
        String name = args.place() == Place.PROXY ? args.section().map(Word::text).orElse("") : args.next("balancer://name");
        BackendUrl balancer = BackendUrl.parse(name).filter(BackendUrl::isBalancer).orElseThrow(() -> args.error(
                args.name() + " expects to stand in a <Proxy balancer://name>, or balancer://name as its first word, but was '"
                        + name + "'"));
        String text = args.next("the URL of a member");
        BackendUrl member = BackendUrl.parse(text).filter(BackendLines::canBeMember).orElseThrow(() -> args.error(
                args.name() + " expects the URL of a member with one of http, https, ws, wss, such as ws://host:port, but was '" + text
                        + "'"));
        return new BackendDirective.Membership(balancer, member, parameters(args, WorkerParameters.ALL, args.all()), args.at());
    }

    private static boolean canBeMember(BackendUrl url) {
        return Scheme.of(url.scheme()).isPresent() && (url.hasPlainHost() || url.unixSocket().isPresent());
    }

    private static Settings parameters(Args args, BackendUrl url, List<String> words) {
        return parameters(args, parameters(url), words);
    }

    private static Settings parameters(Args args, Parameters known, List<String> words) {
        Settings parameters = Settings.NONE;
        for (String word : words) {
            parameters = known.read(parameters, args, word);
        }
        return parameters;
    }

    /** Those that may stand behind a URL. */
    static Parameters parameters(BackendUrl url) {
        return url.isBalancer() ? BalancerParameters.ALL : WorkerParameters.ALL;
    }

    private static BackendUrl url(Args args, String text) {
        return BackendUrl.parse(text).orElseThrow(() -> args.error(
                args.name() + " expects the URL of a backend, such as ws://host:port/path, but was '" + text + "'"));
    }
}
