package dev.culvert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The scripts of src/test/js, and what they need. */
final class Npm {
    private static final Path SCRIPTS = Path.of("src", "test", "js");

    private Npm() {}

    /**
     * Skips the test where node is missing, or what {@code npm ci} installs.
     *
     * @param sign what a line is searched for, to be had from {@link Program#await}
     * @param listener is told each line
     */
    static Program run(String sign, Consumer<String> listener, String... script) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Needs.orSkip("npm", Needs.program(List.of("node", "nodejs")), "there is no node on the PATH").toString());
        for (String each : List.of("ws", "socket.io", "socket.io-client")) {
            Path installed = SCRIPTS.resolve("node_modules").resolve(each);
            Needs.orSkip("npm", Optional.of(installed).filter(Files::isDirectory),
                    "npm's " + each + " is not installed: npm ci in " + SCRIPTS);
        }
        command.addAll(List.of(script));
        return Program.start(SCRIPTS, Pattern.compile(sign), command, listener);
    }
}
