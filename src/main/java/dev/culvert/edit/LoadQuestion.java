package dev.culvert.edit;

import dev.culvert.world.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How busy this machine was in the last one, five and fifteen minutes, as {@code %l} writes it: {@code 0.50/0.25/0.10}. */
public record LoadQuestion() implements Question<String> {
    @Override
    public String find() {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)).limit(3).collect(Collectors.joining("/"));
        } catch (IOException _) {
            // httpd: so it is written where the system does not tell.
            return "-1.00/-1.00/-1.00";
        }
    }
}
