package dev.culvert.syntax;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines with holes in them.
 *
 * @param body its lines at their own places, which the words of an expansion keep
 */
record Macro(Word name, List<String> parameters, List<LogicalLine> body) {
    static final int MOST_PARAMETERS = 256;

    Macro {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        check(name, parameters);
    }

    List<LogicalLine> expand(List<String> arguments, Allowance allowance) {
        if (arguments.size() != parameters.size()) {
            throw new Fault("Use expected " + count(parameters.size()) + " for the macro " + name
                    + signature() + ", but was given " + arguments.size());
        }
        allowance.charge(Allowance.WORD);
        Filling filling = new Filling(parameters, arguments, allowance);
        return body.stream().map(line -> new LogicalLine(filling.fill(line.text()), line.at())).toList();
    }

    private static void check(Word name, List<String> parameters) {
        if (parameters.size() > MOST_PARAMETERS) {
            throw new Fault("<Macro " + name + "> expected at most " + MOST_PARAMETERS + " parameters, but has "
                    + parameters.size());
        }
        for (int i = 0; i < parameters.size(); i++) {
            String parameter = parameters.get(i);
            if (parameter.isEmpty()) {
                throw new Fault("<Macro " + name + "> expected a name for each parameter, but the " + (i + 1) + ". is empty");
            }
            if (parameters.indexOf(parameter) < i) {
                throw new Fault("<Macro " + name + "> expected different parameters, but " + parameter + " is there twice");
            }
        }
    }

    /** Parameters that look like ordinary text and would replace more than was meant. */
    List<String> plainParameters() {
        return parameters.stream().filter(parameter -> "$%@".indexOf(parameter.charAt(0)) < 0).toList();
    }

    private String signature() {
        return parameters.isEmpty() ? "" : " " + String.join(" ", parameters);
    }

    private static String count(int arguments) {
        return switch (arguments) {
            case 0 -> "no argument";
            case 1 -> "one argument";
            default -> arguments + " arguments";
        };
    }

    /** Puts arguments into a line in one pass, the longest parameter first where one begins like another. */
    private record Filling(List<Hole> holes, String beginnings, Allowance allowance) {
        Filling(List<String> parameters, List<String> arguments, Allowance allowance) {
            this(IntStream.range(0, parameters.size())
                            .mapToObj(i -> new Hole(parameters.get(i), arguments.get(i)))
                            .sorted(Comparator.comparingInt((Hole hole) -> hole.name.length()).reversed())
                            .toList(),
                    parameters.stream().map(parameter -> parameter.substring(0, 1)).distinct().collect(Collectors.joining()),
                    allowance);
        }

        String fill(String line) {
            allowance.charge(Allowance.WORD);
            StringBuilder out = new StringBuilder();
            int at = 0;
            while (at < line.length()) {
                Optional<Hole> hole = holeAt(line, at);
                String text = hole.map(Hole::value).orElse(line.substring(at, at + 1));
                allowance.charge(text.length());
                out.append(text);
                at += hole.map(found -> found.name.length()).orElse(1);
            }
            return refuseHuge(out);
        }

        private Optional<Hole> holeAt(String line, int at) {
            return beginnings.indexOf(line.charAt(at)) < 0
                    ? Optional.empty()
                    : holes.stream().filter(hole -> line.startsWith(hole.name, at)).findFirst();
        }

        private static String refuseHuge(StringBuilder line) {
            if (line.length() > LogicalLines.LONGEST) {
                throw new Fault("Expected a line of at most 16 MiB, but a macro made a longer one");
            }
            return line.toString();
        }
    }

    private record Hole(String name, String value) {
    }
}
