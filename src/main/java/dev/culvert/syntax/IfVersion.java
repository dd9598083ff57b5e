package dev.culvert.syntax;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What {@code <IfVersion>} asks: numbers compared part by part, or a pattern. */
record IfVersion(String operator, String operand) {
    /** Keeps patterns so simple that on a version of a few characters none of them takes long. */
    private static final int LONGEST_PATTERN = 100;
    private static final Pattern ENDLESS = Pattern.compile("\\)\\{|\\{\\d*,?\\d{3}");
    private static final Set<String> OPERATORS = Set.of("=", "==", ">", ">=", "<", "<=", "~");
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,2}");

    /** @throws Fault if the words make no question */
    static IfVersion of(List<String> words) {
        if (words.isEmpty() || words.size() > 2) {
            throw new Fault("<IfVersion> expected an operator and a version such as '>= 2.4', but was given "
                    + words.size() + " words");
        }
        String operator = words.size() == 2 ? words.getFirst() : "=";
        if (!OPERATORS.contains(operator)) {
            throw new Fault("<IfVersion> expected one of = == > >= < <= ~, but was '" + operator + "'");
        }
        return new IfVersion(operator, words.getLast());
    }

    boolean accepts(String version) {
        return switch (operator) {
            case "~" -> pattern().matcher(version).find();
            case ">" -> compare(version, operand) > 0;
            case ">=" -> compare(version, operand) >= 0;
            case "<" -> compare(version, operand) < 0;
            case "<=" -> compare(version, operand) <= 0;
            default -> isSlashed() ? pattern().matcher(version).find() : compare(version, operand) == 0;
        };
    }

    private boolean isSlashed() {
        return operand.length() > 1 && operand.startsWith("/") && operand.endsWith("/");
    }

    private Pattern pattern() {
        String source = isSlashed() ? operand.substring(1, operand.length() - 1) : operand;
        if (source.length() > LONGEST_PATTERN || ENDLESS.matcher(source).find()) {
            throw new Fault("<IfVersion> expected a pattern of at most " + LONGEST_PATTERN
                    + " characters that counts no groups, but was '" + source + "'");
        }
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException failure) {
            throw new Fault("<IfVersion> expected a pattern, but '" + source + "' is none: " + failure.getDescription());
        }
    }

    private static int compare(String version, String operand) {
        if (!NUMBERS.matcher(operand).matches()) {
            throw new Fault("<IfVersion> expected a version such as 2.4 or 2.4.58, but was '" + operand + "'");
        }
        for (int i = 0; i < 3; i++) {
            int order = Integer.compare(part(version, i), part(operand, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** httpd: a part that is not given is 0. */
    private static int part(String version, int index) {
        List<String> parts = Pattern.compile("\\d{1,9}").matcher(version).results().map(number -> number.group()).toList();
        return index < parts.size() ? Integer.parseInt(parts.get(index)) : 0;
    }
}
