package dev.culvert.log;

import dev.culvert.proxy.Outcome;
import dev.culvert.proxy.Tally;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An access line of a tunnel that is open: what was known at the opening is text already, and only what its end has to
 * tell is left to print. It refers to nothing of the request.
 */
final class BegunLine {
    private static final int USUAL_LENGTH = 256;

    private final Token.Late[] parts;
    private final ZoneId zone;

    private BegunLine(List<Token.Late> parts, ZoneId zone) {
        this.parts = parts.toArray(Token.Late[]::new);
        this.zone = zone;
    }

    static BegunLine of(Token[] tokens, Outcome soFar, ZoneId zone) {
        List<Token.Late> parts = new ArrayList<>();
        StringBuilder known = new StringBuilder(USUAL_LENGTH);
        for (Token token : tokens) {
            Optional<Token.Late> left = token.left(soFar);
            if (left.isPresent()) {
                settle(known, parts);
                parts.add(left.get());
            } else {
                token.print(soFar, zone, known);
            }
        }
        settle(known.append('\n'), parts);
        return new BegunLine(parts, zone);
    }

    private static void settle(StringBuilder known, List<Token.Late> parts) {
        if (!known.isEmpty()) {
            String text = known.toString();
            parts.add((_, _, out) -> out.append(text));
            known.setLength(0);
        }
    }

    /** The whole line, with its line end. */
    String finish(Tally tally) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        for (Token.Late part : parts) {
            part.print(tally, zone, out);
        }
        return out.toString();
    }
}
