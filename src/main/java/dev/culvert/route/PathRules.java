package dev.culvert.route;

import dev.culvert.config.CoreDirectives.EncodedSlashes;

/** How a virtual host reads paths. */
public record PathRules(EncodedSlashes encodedSlashes, SlashRuns slashRuns) {
    public static final PathRules DEFAULT = new PathRules(EncodedSlashes.OFF, SlashRuns.MERGED);
}
