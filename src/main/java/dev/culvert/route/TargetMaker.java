package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;
import dev.culvert.balance.BackendTable;
import dev.culvert.balance.BackendUrl;
import dev.culvert.balance.Scheme;
import java.util.Optional;

/** Makes what a rule came to into a target, or says why that cannot be. */
final class TargetMaker {
    private final BackendTable backends;
    private final EncodedSlashes slashes;

    TargetMaker(BackendTable backends, EncodedSlashes slashes) {
        this.backends = backends;
        this.slashes = slashes;
    }

    Decision make(Mapped mapped, Optional<String> query) {
        Optional<BackendUrl> url = BackendUrl.parse(mapped.url());
        if (url.isEmpty() || !url.get().hasPlainHost()) {
            // httpd: what is left over from joining a URL to a path becomes part of the name, and no such host is found.
            return new Decision.Refuse(500, "AH00898: no host can be called what '" + mapped.url() + "' says");
        }
        return Scheme.of(url.get().scheme())
                .map(scheme -> make(mapped, query, url.get(), scheme))
                .orElseGet(() -> new Decision.Refuse(500, "AH01144: nothing here speaks the protocol of '" + url.get()
                        + "'; expected one of http, https, ws, wss"));
    }

    private Decision make(Mapped mapped, Optional<String> query, BackendUrl url, Scheme scheme) {
        Optional<String> path = path(url.path().startsWith("/") ? url.path() : "/" + url.path(), mapped.form(), query);
        if (path.isEmpty()) {
            return new Decision.Refuse(400, "the path of '" + mapped.url() + "' has a % that cannot be encoded again");
        } else if (!Escapes.isSendable(path.get())) {
            return new Decision.Refuse(403, "the path of '" + mapped.url() + "' has a space or a control character in it");
        }
        String host = url.host().startsWith("[") ? url.host().substring(1, url.host().length() - 1) : url.host();
        Target target = new Target(scheme, host, url.port().orElse(scheme.defaultPort()), url.unixSocket(), path.get());
        return new Decision.Forward(target, backends.find(target.backendUrl()), mapped.url(), mapped.remark());
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
