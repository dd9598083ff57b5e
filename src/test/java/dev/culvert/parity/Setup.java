package dev.culvert.parity;

import java.util.Map;

/**
 * A configuration that cases share, without what every one of them needs (Listen, logs). {@code {name}} stands for the
 * address of a scripted backend of that name, {@code {name:port}} for its port; see {@link Site} for the other names.
 *
 * @param files what lies in the directory: contents by path
 */
record Setup(String name, String config, Map<String, String> files) {
    /** The lines before every configuration, the same for both programs. */
    static final String PREAMBLE = """
            ServerRoot {dir}
            ServerName parity.test
            Listen 127.0.0.1:{port}
            PidFile {dir}/parity.pid
            ErrorLog {dir}/error.log
            LogLevel warn
            LogFormat "%r|%>s|%b|%I|%O" parity
            CustomLog {dir}/access.log parity
            DocumentRoot {dir}/htdocs
            """;

    Setup {
        files = Map.copyOf(files);
    }

    Setup(String name, String config) {
        this(name, config, Map.of());
    }

    String whole() {
        return PREAMBLE + config;
    }
}
