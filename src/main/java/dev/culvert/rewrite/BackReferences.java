package dev.culvert.rewrite;

/**
 * How groups are escaped when they are put into a substitution: the flags B, BNP, BNE and BCTLS.
 *
 * @param which what is escaped at all
 * @param chars for {@link Which#LISTED} and, beside control characters, {@link Which#CONTROLS}
 * @param except what is not escaped in any case
 * @param blank what becomes of a blank
 */
record BackReferences(Which which, String chars, String except, Blank blank) {
    enum Which { NONE, ALL, LISTED, CONTROLS }

    enum Blank { PLUS, PERCENT }

    static final BackReferences PLAIN = new BackReferences(Which.NONE, "", "", Blank.PLUS);

    String escape(String text) {
        if (which == Which.NONE) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isEscaped(c)) {
                out.append(c);
            } else if (c == ' ' && blank == Blank.PLUS) {
                out.append('+');
            } else {
                Percent.append(out, c);
            }
        }
        return out.toString();
    }

    private boolean isEscaped(char c) {
        return except.indexOf(c) < 0 && switch (which) {
            case NONE -> false;
            case ALL -> !Bytes.isAlphanumeric(c) && c != '_';
            case LISTED -> chars.indexOf(c) >= 0;
            case CONTROLS -> c == ' ' || Bytes.isControl(c) || chars.indexOf(c) >= 0;
        };
    }
}
