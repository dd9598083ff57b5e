package dev.culvert.rewrite;

/** What has come of a request's rules. */
public record Rewritten(Verdict verdict, Effects effects) {
    static final Rewritten UNTOUCHED = new Rewritten(new Verdict.Untouched(), Effects.NONE);
}
