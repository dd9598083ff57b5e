package dev.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page for Prometheus, read as strictly as its formats are written: no line that is not understood, no sample twice. */
public final class Exposition {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)"
                    + "(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*})?"
                    + " (-?[0-9.]+(?:E-?[0-9]+)?|[+-]Inf|NaN)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "gaugehistogram");
    private static final Set<String> SUFFIXES = Set.of("_total", "_bucket", "_sum", "_count", "_gsum", "_gcount");

    private final Map<String, String> help = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> sampled = new TreeSet<>();

    private Exposition(String page) {
        assertThat(page).endsWith("\n");
        page.lines().filter(line -> !line.equals("# EOF")).forEach(this::read);
        sampled.forEach(this::checkFamily);
    }

    public static Exposition of(String page) {
        return new Exposition(page);
    }

    private void read(String line) {
        Matcher meta = META.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (meta.matches()) {
            assertThat((meta.group(1).equals("HELP") ? help : types).put(meta.group(2), meta.group(3))).as("twice: " + line).isNull();
        } else {
            assertThat(sample.matches()).as(line).isTrue();
            sampled.add(sample.group(1));
            String series = line.substring(0, line.lastIndexOf(' '));
            assertThat(samples.put(series, number(sample.group(3)))).as("twice: " + line).isNull();
        }
    }

    private static double number(String text) {
        return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private void checkFamily(String sample) {
        String family = family(sample);
        assertThat(help.get(family)).as("HELP of " + sample).isNotBlank();
        assertThat(types.get(family)).as("TYPE of " + sample).isIn(TYPES);
    }

    private String family(String sample) {
        return SUFFIXES.stream().filter(sample::endsWith).map(suffix -> sample.substring(0, sample.length() - suffix.length()))
                .filter(help::containsKey).findFirst().orElse(sample);
    }

    /** The names that a query may use. */
    public Set<String> names() {
        return sampled;
    }

    /** Those that have a HELP. */
    public Set<String> families() {
        return new TreeSet<>(help.keySet());
    }

    public String help(String family) {
        return help.getOrDefault(family, "");
    }

    /** The value of a series such as {@code name{a="b"}}; 0 if it is not there. */
    public double value(String series) {
        return samples.getOrDefault(series, 0.0);
    }

    public boolean has(String series) {
        return samples.containsKey(series);
    }

    /** Of all series that begin like this. */
    public double sum(String beginning) {
        return samples.entrySet().stream().filter(one -> one.getKey().startsWith(beginning)).mapToDouble(Map.Entry::getValue).sum();
    }
}
