package dev.culvert.rewrite;

import java.util.List;

/** A text with variables, groups and map look-ups in it, taken apart once. */
final class Template {
    /** A piece of it. */
    sealed interface Segment {
        record Literal(String text) implements Segment {}

        /** {@code $N} */
        record RuleGroup(int index) implements Segment {}

        /** {@code %N} */
        record ConditionGroup(int index) implements Segment {}

        /** {@code %{…}} */
        record Value(Reference reference) implements Segment {}

        /** {@code ${map:key|fallback}} */
        record Lookup(String map, Template key, Template fallback) implements Segment {}
    }

    private final Segment[] segments;

    private Template(List<Segment> segments) {
        this.segments = segments.toArray(Segment[]::new);
    }

    static Template of(String source) {
        return new Template(new TemplateReader(source).read());
    }

    String expand(Context context) {
        return expand(context, BackReferences.PLAIN).text();
    }

    /** What comes of it, and whether a question mark was put in before the template had one of its own. */
    Expanded expand(Context context, BackReferences escaping) {
        if (segments.length == 1) {
            String text = text(segments[0], context, escaping);
            return new Expanded(text, !(segments[0] instanceof Segment.Literal) && text.indexOf('?') >= 0);
        }
        StringBuilder out = new StringBuilder(64);
        boolean smuggled = false;
        boolean asked = false;
        for (Segment segment : segments) {
            String text = text(segment, context, escaping);
            if (!asked && text.indexOf('?') >= 0) {
                asked = true;
                smuggled = !(segment instanceof Segment.Literal);
            }
            out.append(text);
        }
        return new Expanded(out.toString(), smuggled);
    }

    private static String text(Segment segment, Context context, BackReferences escaping) {
        return switch (segment) {
            case Segment.Literal(String text) -> text;
            case Segment.RuleGroup(int index) -> escaping.escape(context.ruleGroup(index));
            case Segment.ConditionGroup(int index) -> escaping.escape(context.conditionGroup(index));
            case Segment.Value(Reference reference) -> reference.value(context);
            case Segment.Lookup(String map, Template key, Template fallback) -> {
                String found = context.lookup(map, key.expand(context, escaping).text()).orElse("");
                yield found.isEmpty() ? fallback.expand(context, escaping).text() : found;
            }
        };
    }

    /** @param smuggled whether its first question mark is not one that the administrator wrote */
    record Expanded(String text, boolean smuggled) {}
}
