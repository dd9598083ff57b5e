package dev.culvert.lint;

import dev.culvert.config.Extent;
import dev.culvert.route.ProxyPass;
import java.util.Optional;

/**
 * Which paths something matches, as far as can be told from looking at it.
 *
 * @param sure paths that it matches without doubt
 * @param most beyond these it matches none
 */
record Reach(Optional<Paths> sure, Paths most) {
    static Reach of(ProxyPass rule) {
        return switch (rule.from()) {
            case ProxyPass.From.Prefix(String path) -> path.startsWith("/") ? branch(path) : nothing(path);
            case ProxyPass.From.Pattern(var regex) -> PatternReach.of(regex.source());
        };
    }

    static Reach of(Extent extent) {
        return switch (extent) {
            case Extent.Branch(String root) -> root.startsWith("/") ? branch(root) : nothing(root);
            case Extent.Pattern(var regex) -> PatternReach.of(regex.source());
            case Extent.WildPath(String source, _) -> nothing(source.replaceFirst("[*?\\[].*", ""));
            case Extent.Prefix(String prefix) -> nothing(prefix);
            case Extent.Wild(String source, _) -> nothing(source);
            case Extent.WildBranch(String source, _) -> nothing(source);
            case Extent.Everywhere() -> branch("/");
        };
    }

    private static Reach branch(String path) {
        Paths all = Paths.below(path);
        return new Reach(Optional.of(all), all);
    }

    /** Surely nothing, and at most what begins so. */
    private static Reach nothing(String begin) {
        return new Reach(Optional.empty(), Paths.from(begin));
    }

    /** Whether nothing is left for the other. */
    boolean covers(Reach other) {
        return sure.filter(paths -> paths.includes(other.most)).isPresent();
    }
}
