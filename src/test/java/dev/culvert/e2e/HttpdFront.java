package dev.culvert.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** httpd, where it is installed, in a directory of its own. A tunnel keeps a thread busy, so there are many. */
record HttpdFront(Program httpd, Path directory, Socket place) implements Front {
    private static final List<String> MODULES = List.of("mpm_event", "alias", "authz_core", "env", "headers", "lbmethod_bybusyness",
            "lbmethod_byrequests", "proxy", "proxy_balancer", "proxy_http", "proxy_wstunnel", "rewrite", "setenvif",
            "slotmem_shm", "unixd");
    static HttpdFront start(Path directory, String lines) throws Exception {
        Path program = Needs.orSkip("front", Needs.program(List.of("apache2", "httpd")).or(() -> existing("/usr/sbin/apache2")),
                "there is no httpd");
        Path modules = Needs.orSkip("front", existing("/usr/lib/apache2/modules").or(() -> existing("/usr/lib64/httpd/modules")),
                "httpd has no modules");
        Socket place = bound();
        Path file = Files.writeString(directory.resolve("httpd.conf"), loads(modules)
                + settings(directory, place.getLocalPort()) + user() + lines);
        List<String> command = List.of(program.toString(), "-DFOREGROUND", "-f", file.toString());
        Program httpd = Program.start(directory, Pattern.compile("never"), command);
        HttpdFront front = new HttpdFront(httpd, directory, place);
        try {
            Awaitility.await().atMost(Running.PATIENCE)
                    .untilAsserted(() -> Assertions.assertThat(front.accepts()).as("httpd serves, but: " + httpd.printed()).isTrue());
        } catch (ConditionTimeoutException never) {
            front.close();
            throw never;
        }
        return front;
    }

    private static Optional<Path> existing(String path) {
        return Optional.of(Path.of(path)).filter(Files::exists);
    }

    /** httpd knows no port 0. Nobody else is given this one while it is bound, and httpd shares it, as both have SO_REUSEADDR. */
    private static Socket bound() throws IOException {
        Socket place = new Socket();
        place.setReuseAddress(true);
        place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return place;
    }

    @Override
    public int port() {
        return place.getLocalPort();
    }

    private static String loads(Path modules) {
        return MODULES.stream().filter(name -> Files.exists(modules.resolve("mod_" + name + ".so")))
                .map(name -> "LoadModule " + name + "_module " + modules + "/mod_" + name + ".so\n")
                .collect(Collectors.joining());
    }

    private static String settings(Path directory, int port) {
        return """
                ServerRoot %1$s
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog %1$s/error.log
                ServerName e2e.test
                Listen 127.0.0.1:%2$d
                ServerLimit 1
                StartServers 1
                ThreadLimit 800
                ThreadsPerChild 800
                MaxRequestWorkers 800
                """.formatted(directory, port);
    }

    private static String user() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "";
        }
        List<String> users = Files.readAllLines(Path.of("/etc/passwd"));
        return Stream.of("www-data", "apache", "daemon").filter(name -> users.stream().anyMatch(line -> line.startsWith(name + ":")))
                .findFirst().map(name -> "User " + name + "\nGroup " + name + "\n").orElse("");
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public long busy(Member member) {
        return manager().busy(member);
    }

    @Override
    public void close() throws IOException {
        httpd.close();
        place.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(directory);
    }
}
