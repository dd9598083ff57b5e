package dev.culvert.corpus;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An httpd with many shapes, each on ports of its own. */
final class Httpd implements AutoCloseable {
    private static final List<String> MODULES = List.of("mpm_event", "access_compat", "alias", "auth_basic", "authn_core",
            "authn_file", "authz_core", "authz_host", "authz_user", "dir", "env", "expires", "headers", "lbmethod_byrequests",
            "log_config", "logio", "macro", "mime", "proxy", "proxy_balancer", "proxy_connect", "proxy_fcgi", "proxy_http",
            "proxy_wstunnel", "remoteip", "rewrite", "setenvif", "slotmem_shm", "socache_shmcb", "ssl", "status", "unixd");
    private static final List<String> PLACES = List.of("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules",
            "/usr/lib/httpd/modules", "/usr/libexec/apache2", "/usr/local/apache2/modules");
    private static final int READY_SECONDS = 30;

    private final Process process;
    private final Thread atExit;

    private Httpd(Process process) {
        this.process = process;
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Where httpd and its modules are on this machine. */
    record Place(Path program, Path modules) {
        static Optional<Place> installed() {
            return found().flatMap(program -> Stream.concat(Stream.ofNullable(System.getenv("APACHE_MODULES")), PLACES.stream())
                    .map(Path::of).filter(place -> Files.exists(place.resolve("mod_proxy.so"))).findFirst()
                    .map(modules -> new Place(program, modules)));
        }

        private static Optional<Path> found() {
            Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
            return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/apache2/bin"))
                    .flatMap(place -> Stream.of(Path.of(place, "apache2"), Path.of(place, "httpd")))
                    .filter(Files::isExecutable).findFirst();
        }
    }

    /** Starts one that serves all these texts. Its files stand in a directory of that name. */
    static Httpd start(Place place, Ground ground, String name, Map<String, String> texts, int port) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            ground.write(name + "/sites/" + text.getKey(), text.getValue());
        }
        Path modules = ground.directory().resolve("modules");
        if (!Files.exists(modules)) {
            Files.createSymbolicLink(modules, place.modules());
        }
        Path file = ground.write(name + "/httpd.conf", main(place, ground, name));
        Path output = ground.directory().resolve(name + "/output");
        Process process = new ProcessBuilder(place.program().toString(), "-DFOREGROUND", "-f", file.toString())
                .redirectErrorStream(true).redirectOutput(new File(output.toString())).start();
        Httpd httpd = new Httpd(process);
        if (!httpd.accepts(port)) {
            httpd.close();
            throw new IOException("Expected httpd to start but: " + Files.readString(output)
                    + Files.readString(ground.directory().resolve(name + "/error.log")));
        }
        return httpd;
    }

    private static String main(Place place, Ground ground, String name) {
        List<String> lines = new ArrayList<>();
        MODULES.stream().filter(module -> Files.exists(place.modules().resolve("mod_" + module + ".so")))
                .forEach(module -> lines.add("LoadModule " + module + "_module modules/mod_" + module + ".so"));
        Path own = ground.directory().resolve(name);
        lines.addAll(List.of("DefaultRuntimeDir " + own, "PidFile " + own + "/pid", "ErrorLog " + own + "/error.log", "LogLevel warn",
                "ServerLimit 1", "StartServers 1", "ThreadsPerChild 25", "MaxRequestWorkers 25"));
        if ("root".equals(System.getProperty("user.name"))) {
            Stream.of("www-data", "apache", "daemon").filter(Httpd::known).findFirst()
                    .ifPresent(nobody -> lines.addAll(List.of("User " + nobody, "Group " + nobody)));
        }
        lines.add("Include " + own + "/sites/*.conf");
        return Text.preamble(ground) + String.join("\n", lines) + "\n";
    }

    private static boolean known(String user) {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.anyMatch(line -> line.startsWith(user + ":"));
        } catch (IOException noSuchFile) {
            return false;
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!ended(5)) {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private boolean accepts(int port) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline) {
            if (connects(port)) {
                return true;
            }
            if (endedWithin(20)) {
                return false;
            }
        }
        return false;
    }

    private static boolean connects(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean ended(int seconds) {
        return endedWithin(1000 * seconds);
    }

    private boolean endedWithin(int millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
