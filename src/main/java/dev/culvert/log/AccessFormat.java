package dev.culvert.log;

import dev.culvert.directive.Args;
import dev.culvert.directive.Misread;
import dev.culvert.proxy.Outcome;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** The format of an access line, read once. */
public final class AccessFormat {
    /** What TransferLog writes when no LogFormat says otherwise: the common log format. */
    static final AccessFormat COMMON =
            of("%h %l %u %t \"%r\" %>s %b", message -> { throw new IllegalStateException(message); });

    private static final int USUAL_LENGTH = 256;

    private final String source;
    private final Token[] tokens;
    private final boolean constant;

    private AccessFormat(String source, List<Token> tokens, boolean constant) {
        this.source = source;
        this.tokens = tokens.toArray(Token[]::new);
        this.constant = constant;
    }

    /**
     * Reads a format.
     *
     * @param refusal makes the exception of a sentence that says what is wrong with the format
     */
    static AccessFormat of(String source, Function<String, Misread> refusal) {
        AccessFormatReader reader = new AccessFormatReader(source, refusal);
        List<Token> tokens = reader.tokens();
        return new AccessFormat(source, tokens, reader.isConstant());
    }

    static AccessFormat read(Args args, String source) {
        return of(source, message -> args.error(args.name() + " " + message));
    }

    /** The text it was read from, which may turn out to be a nickname. */
    String source() {
        return source;
    }

    /** Whether it has no code, so that it says the same of every request. */
    boolean isConstant() {
        return constant;
    }

    /** The line of one request, with its line end. */
    public String line(Outcome outcome, ZoneId zone) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        for (Token token : tokens) {
            token.print(outcome, zone, out);
        }
        return out.append('\n').toString();
    }

    /** The same line of a request that has become a tunnel, as far as that is known. */
    BegunLine begin(Outcome soFar, ZoneId zone) {
        return BegunLine.of(tokens, soFar, zone);
    }

    @Override
    public String toString() {
        return source;
    }
}
