package dev.culvert.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the clients go through: Culvert in this JVM, or httpd with the same directives to see what it does
 * ({@code -Dculvert.front=httpd}).
 */
sealed interface Front extends AutoCloseable permits CulvertFront, HttpdFront {
    /** @param lines of the configuration; a port, the name e2e.test, the manager and the logs are there already */
    static Front with(String... lines) throws Exception {
        String all = ManagerPage.directives() + String.join("\n", lines) + "\n";
        if (System.getProperty("culvert.front", "culvert").equals("httpd")) {
            Path directory = Files.createTempDirectory("culvert-front");
            return HttpdFront.start(directory, all);
        }
        return new CulvertFront(Running.with(all));
    }

    int port();

    /** How many clients the member has now, by the proxy's own count. */
    long busy(Member member);

    default ManagerPage manager() {
        return new ManagerPage(port());
    }

    @Override
    void close() throws IOException;
}
