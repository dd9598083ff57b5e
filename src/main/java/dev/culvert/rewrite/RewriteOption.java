package dev.culvert.rewrite;

import java.util.Arrays;
import java.util.Optional;

/** The words of {@code RewriteOptions}. */
enum RewriteOption {
    INHERIT("Inherit"),
    INHERIT_BEFORE("InheritBefore"),
    INHERIT_DOWN("InheritDown"),
    INHERIT_DOWN_BEFORE("InheritDownBefore"),
    IGNORE_INHERIT("IgnoreInherit"),
    ALLOW_NO_SLASH("AllowNoSlash"),
    ALLOW_ANY_URI("AllowAnyURI"),
    MERGE_BASE("MergeBase"),
    IGNORE_CONTEXT_INFO("IgnoreContextInfo"),
    LEGACY_PREFIX_DOC_ROOT("LegacyPrefixDocRoot"),
    UNSAFE_PREFIX_STAT("UnsafePrefixStat");

    private final String spelling;

    RewriteOption(String spelling) {
        this.spelling = spelling;
    }

    static Optional<RewriteOption> named(String word) {
        return Arrays.stream(values()).filter(option -> option.spelling.equalsIgnoreCase(word)).findFirst();
    }

    @Override
    public String toString() {
        return spelling;
    }
}
