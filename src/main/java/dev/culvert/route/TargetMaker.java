package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Scheme;
import dev.culvert.balance.Upstreams;
import java.util.Optional;
import java.util.function.Function;

/** Makes what a rule came to into a target, or says why that cannot be. */
final class TargetMaker {
    private final Upstreams upstreams;
    private final EncodedSlashes slashes;

    TargetMaker(Upstreams upstreams, EncodedSlashes slashes) {
        this.upstreams = upstreams;
        this.slashes = slashes;
    }

    Decision make(Mapped mapped, Optional<String> query) {
        Optional<BackendUrl> url = BackendUrl.parse(mapped.url());
        if (url.isEmpty() || !url.get().hasPlainHost()) {
            // httpd: what is left over from joining a URL to a path becomes part of the name, and no such host is found.
            return new Decision.Refuse(500, "AH00898: no host can be called what '" + mapped.url() + "' says");
        }
        return url.get().isBalancer() ? balanced(mapped, query, url.get()) : direct(mapped, query, url.get());
    }

    private Decision balanced(Mapped mapped, Optional<String> query, BackendUrl url) {
        return upstreams.balancers().find(url)
                .map(balancer -> make(mapped, query, url, path -> new Decision.Balance(balancer, path, mapped.url(), mapped.remark())))
                .orElseGet(() -> new Decision.Refuse(500, "AH01144: there is no balancer called '" + url.origin() + "'"
                        + (url.path().isEmpty() ? "; does its mapping need a / at the end?" : "")));
    }

    private Decision direct(Mapped mapped, Optional<String> query, BackendUrl url) {
        return Scheme.of(url.scheme())
                .map(scheme -> make(mapped, query, url, path -> {
                    Target target = Target.of(url, scheme, path);
                    return new Decision.Forward(target, upstreams.backends().find(target.backendUrl()), mapped.url(), mapped.remark());
                }))
                .orElseGet(() -> new Decision.Refuse(500, "AH01144: nothing here speaks the protocol of '" + url
                        + "'; expected one of http, https, ws, wss"));
    }

    private Decision make(Mapped mapped, Optional<String> query, BackendUrl url, Function<String, Decision> onward) {
        Optional<String> path = path(url.path().startsWith("/") ? url.path() : "/" + url.path(), mapped.form(), query);
        if (path.isEmpty()) {
            return new Decision.Refuse(400, "the path of '" + mapped.url() + "' has a % that cannot be encoded again");
        } else if (!Escapes.isSendable(path.get())) {
            return new Decision.Refuse(403, "the path of '" + mapped.url() + "' has a space or a control character in it");
        }
        return onward.apply(path.get());
    }

    private Optional<String> path(String path, Mapped.Form form, Optional<String> query) {
        String behind = query.map(text -> "?" + text).orElse("");
        return switch (form) {
            // httpd: a ? or # that the rule's URL has is no separator, but a character to encode.
            case DECODED -> Escapes.canonical(path, slashes).map(canonical -> canonical + behind);
            case ENCODED -> Optional.of(path + behind);
            case RAW -> Optional.of(path);
        };
    }
}
