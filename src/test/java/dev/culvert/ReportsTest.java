package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.config.CoreDirectives;
import org.junit.jupiter.api.Test;

class ReportsTest {
    @Test
    void modulesAreThoseThatAreBuiltIn() {
        assertThat(Reports.modules(CoreDirectives.FAMILIES)).startsWith("Loaded Modules:\n core_module (static)\n")
                .contains(" proxy_module (static)\n", " mpm_event_module (static)\n")
                .doesNotContain("mime", "autoindex");
        assertThat(Reports.sources(CoreDirectives.FAMILIES)).contains("  core.c\n", "  mod_proxy.c\n");
    }

    @Test
    void directivesTellTheirPlaces() {
        assertThat(Reports.directives(CoreDirectives.FAMILIES)).contains("""
                Listen (mpm_event.c)
                \tAn address and port to accept connections on.
                \tAllowed in server config
                """, """
                <Location> (core.c)
                \tWhat holds for a path and everything below it.
                \tAllowed in server config, virtual host
                """);
    }

    @Test
    void theBuildSaysWhatItIs() {
        assertThat(Reports.build("1.2.3", "conf/httpd.conf", "logs/httpd.pid"))
                .startsWith("Server version: Culvert/1.2.3 (Unix)\n").contains("SERVER_CONFIG_FILE=\"conf/httpd.conf\"");
    }
}
