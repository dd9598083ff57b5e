package dev.culvert.expr;

/** What {@code (?i)} and its like switch. */
record Options(boolean caseless, boolean multiline, boolean dotAll, boolean extended) {
    static Options initial(boolean caseless) {
        return new Options(caseless, false, true, false);
    }

    /**
     * A change of options.
     *
     * @param reset whether all are off before
     * @param on letters to switch on
     * @param off letters to switch off
     */
    record Change(boolean reset, String on, String off) {
        Options applied(Options before) {
            return new Options(
                    isOn('i', before.caseless),
                    isOn('m', before.multiline),
                    isOn('s', before.dotAll),
                    isOn('x', before.extended));
        }

        private boolean isOn(char letter, boolean before) {
            boolean kept = before && !reset;
            return off.indexOf(letter) < 0 && (kept || on.indexOf(letter) >= 0);
        }
    }
}
