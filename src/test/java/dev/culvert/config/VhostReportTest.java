package dev.culvert.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VhostReportTest {
    private static final Configuration READ = Configuration.build(TinyReader.read("""
            DocumentRoot /var/www
            User www-data
            <VirtualHost *:80>
            ServerName a
            ServerAlias www.a *.a
            </VirtualHost>
            <VirtualHost *:80 10.0.0.1:443>
            ServerName b
            </VirtualHost>
            """), CoreDirectives.FAMILIES, Path.of("/srv")).configuration();

    @Test
    void showsWhoAnswersWhere() {
        assertThat(VhostReport.hosts(READ)).isEqualTo("""
                VirtualHost configuration:
                *:80                   is a NameVirtualHost
                         default server a (case.conf:3)
                         port 80 namevhost a (case.conf:3)
                                 alias www.a
                                 wild alias *.a
                         port 80 namevhost b (case.conf:7)
                10.0.0.1:443           b (case.conf:7)
                """);
    }

    @Test
    void showsWhereThingsAre() {
        assertThat(VhostReport.process(READ, "/srv/logs/error_log", Map.of("NAME", "value"))).isEqualTo("""
                ServerRoot: "/srv"
                Main DocumentRoot: "/var/www"
                Main ErrorLog: "/srv/logs/error_log"
                PidFile: "/srv/logs/httpd.pid"
                Define: NAME=value
                User: name="www-data" not_used
                """);
    }

    @Test
    void showsTheFiles() {
        assertThat(VhostReport.files(List.of(Path.of("/a"), Path.of("/b")))).isEqualTo("""
                Included configuration files:
                  (*) /a
                      /b
                """);
    }
}
