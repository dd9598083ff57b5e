package dev.culvert.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the operating system says of itself and of this process, as far as it does.
 *
 * @param load of the last minute, five and fifteen; empty where nobody says so
 * @param user seconds of CPU that this process has used
 * @param system seconds that the kernel has used for it
 */
record Machine(List<Double> load, double user, double system) {
    /** Linux counts them so for programs, whatever it does inside. */
    private static final double TICKS_A_SECOND = 100;
    private static final int USER_FIELD = 11;

    /** Reads files of the kernel's memory, which wait for nothing. */
    static Machine now() {
        List<Double> load = words("/proc/loadavg").limit(3).map(Double::valueOf).toList();
        // The name of the program comes first, and may have blanks and parentheses in it.
        List<String> stat = words("/proc/self/stat").toList();
        List<String> fields = stat.reversed().stream().takeWhile(word -> !word.endsWith(")")).toList().reversed();
        return fields.size() <= USER_FIELD + 1
                ? new Machine(load, 0, 0)
                : new Machine(load, Double.parseDouble(fields.get(USER_FIELD)) / TICKS_A_SECOND,
                        Double.parseDouble(fields.get(USER_FIELD + 1)) / TICKS_A_SECOND);
    }

    private static Stream<String> words(String file) {
        try {
            return Stream.of(Files.readString(Path.of(file)).strip().split(" ", -1));
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
