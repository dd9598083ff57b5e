package dev.culvert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code envvars} file that lies beside a distribution's {@code apache2.conf} and that its start script reads before
 * httpd starts. It is a shell script; what is understood of it is plain assignments, and nothing in it is executed.
 */
final class EnvVars {
    private static final long LIMIT = 1 << 20;
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
    private static final Pattern OPENS = Pattern.compile("\\s*(if|case|for|while|until)\\b.*");
    private static final Pattern CLOSES = Pattern.compile("\\s*(fi|esac|done)\\b.*");
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final UnaryOperator<String> outside;
    private int depth;

    private EnvVars(Map<String, String> environment) {
        this.outside = name -> environment.getOrDefault(name, "");
    }

    /**
     * @param configuration the file that is read; its neighbour called {@code envvars} need not be there
     * @param environment what is set already, which the file may refer to
     */
    static Map<String, String> beside(Path configuration, Map<String, String> environment) {
        Path file = configuration.resolveSibling("envvars");
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LIMIT
                    ? read(Files.readAllLines(file, StandardCharsets.ISO_8859_1), environment)
                    : Map.of();
        } catch (IOException _) {
            // Nobody asked for it by name; what it would have set is said where a ${NAME} is not known.
            return Map.of();
        }
    }

    static Map<String, String> read(List<String> lines, Map<String, String> environment) {
        EnvVars vars = new EnvVars(environment);
        lines.forEach(vars::read);
        return vars.values;
    }

    /** What stands inside an {@code if} may hold or not: it is left alone. */
    private void read(String line) {
        if (OPENS.matcher(line).matches()) {
            depth++;
        } else if (CLOSES.matcher(line).matches()) {
            depth--;
        } else if (depth == 0) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                values.put(assignment.group(1), value(assignment.group(2).strip()));
            }
        }
    }

    private String value(String written) {
        if (written.startsWith("'")) {
            int end = written.indexOf('\'', 1);
            return end < 0 ? written.substring(1) : written.substring(1, end);
        }
        if (written.startsWith("\"")) {
            int end = written.indexOf('"', 1);
            return expanded(end < 0 ? written.substring(1) : written.substring(1, end));
        }
        int end = written.indexOf(' ');
        return expanded(end < 0 ? written : written.substring(0, end));
    }

    private String expanded(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String braced = found.group(1);
            String name = braced == null ? found.group(2) : braced;
            return Matcher.quoteReplacement(values.getOrDefault(name, outside.apply(name)));
        });
    }
}
