package dev.culvert.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program under test: how it is called, and what its configuration needs besides the shared text. */
sealed interface Subject {
    String name();

    /** The command without its options. */
    List<String> command();

    /** Lines before the shared configuration. */
    String prologue();

    /** Culvert, in a process of its own, from the class path of the tests. */
    record Culvert() implements Subject {
        @Override
        public String name() {
            return "culvert";
        }

        @Override
        public List<String> command() {
            return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                    "-cp", System.getProperty("java.class.path"), "dev.culvert.Main");
        }

        @Override
        public String prologue() {
            return "";
        }
    }

    /** The real thing. */
    record Httpd(Path program, Path modules) implements Subject {
        private static final List<String> NEEDED = List.of("mpm_event", "authz_core", "unixd", "log_config", "logio",
                "proxy", "proxy_http", "proxy_wstunnel", "ssl", "rewrite", "headers", "env", "setenvif", "alias", "dir", "mime",
                "authn_core", "authn_file", "auth_basic", "authz_host", "authz_user", "authz_groupfile", "access_compat",
                "remoteip", "slotmem_shm", "proxy_balancer", "lbmethod_byrequests", "lbmethod_bytraffic", "lbmethod_bybusyness",
                "lbmethod_heartbeat", "watchdog", "proxy_hcheck", "status", "http2");
        private static final List<String> PLACES = List.of("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules",
                "/usr/lib/httpd/modules", "/usr/libexec/apache2", "/usr/local/apache2/modules");

        /** The httpd of this machine with its modules, if there is one. */
        static Optional<Subject> installed() {
            return found().flatMap(program -> modulesPlace().map(modules -> new Httpd(program, modules)));
        }

        @Override
        public String name() {
            return "httpd";
        }

        @Override
        public List<String> command() {
            return List.of(program.toString());
        }

        @Override
        public String prologue() {
            var lines = new ArrayList<String>();
            NEEDED.stream().filter(name -> Files.exists(file(name)))
                    .forEach(name -> lines.add("LoadModule " + name + "_module " + file(name)));
            lines.add("DefaultRuntimeDir {dir}");
            lines.add("TypesConfig /dev/null");
            // one child: pools and max= count per child
            lines.addAll(List.of("ServerLimit 1", "StartServers 1", "ThreadsPerChild 25", "MaxRequestWorkers 25"));
            if ("root".equals(System.getProperty("user.name"))) {
                lines.addAll(rightsOfNobody());
            }
            return String.join("\n", lines) + "\n";
        }

        private Path file(String module) {
            return modules.resolve("mod_" + module + ".so");
        }

        private static List<String> rightsOfNobody() {
            return Stream.of("www-data", "apache", "daemon").filter(Httpd::known).findFirst()
                    .map(name -> List.of("User " + name, "Group " + name)).orElse(List.of());
        }

        private static boolean known(String user) {
            try {
                return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith(user + ":"));
            } catch (IOException noSuchFile) {
                return false;
            }
        }

        private static Optional<Path> found() {
            Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
            return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/apache2/bin"))
                    .flatMap(place -> Stream.of(Path.of(place, "apache2"), Path.of(place, "httpd")))
                    .filter(Files::isExecutable).findFirst();
        }

        private static Optional<Path> modulesPlace() {
            return Stream.concat(Stream.ofNullable(System.getenv("APACHE_MODULES")), PLACES.stream())
                    .map(Path::of).filter(place -> Files.exists(place.resolve("mod_proxy.so"))).findFirst();
        }
    }
}
