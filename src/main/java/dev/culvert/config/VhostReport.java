package dev.culvert.config;

import dev.culvert.syntax.Position;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** What {@code -S} shows: who answers on which address, and where the server keeps its things. In httpd's columns. */
public final class VhostReport {
    private VhostReport() {}

    /** The part that {@code -t -D DUMP_VHOSTS} shows, each line with its end. */
    public static String hosts(Configuration configuration) {
        StringBuilder text = new StringBuilder("VirtualHost configuration:\n");
        configuration.tables().forEach((address, table) -> address(address, table, text));
        return text.toString();
    }

    private static void address(HostAddress address, HostTable table, StringBuilder text) {
        VirtualHost first = table.first();
        if (table.hosts().size() == 1) {
            text.append(String.format(Locale.ROOT, "%-22s %s\n", address, named(first)));
            aliases(first, text);
            return;
        }
        text.append(String.format(Locale.ROOT, "%-22s is a NameVirtualHost\n", address));
        text.append("         default server ").append(named(first)).append('\n');
        for (VirtualHost host : table.hosts()) {
            String port = address.port() == 0 ? "*" : Integer.toString(address.port());
            text.append("         port ").append(port).append(" namevhost ").append(named(host)).append('\n');
            aliases(host, text);
        }
    }

    private static void aliases(VirtualHost host, StringBuilder text) {
        host.aliases().forEach(alias -> text.append(" ".repeat(17)).append(isWild(alias) ? "wild alias " : "alias ")
                .append(alias).append('\n'));
    }

    private static boolean isWild(String alias) {
        return alias.indexOf('*') >= 0 || alias.indexOf('?') >= 0;
    }

    private static String named(VirtualHost host) {
        Position at = host.position();
        return host.name() + " (" + at.file() + ":" + at.line() + ")";
    }

    /**
     * The part that {@code -t -D DUMP_RUN_CFG} shows.
     *
     * @param errorLog what the main server's {@code ErrorLog} names
     * @param defines names from {@code Define} and {@code -D} with their values, which may be empty
     */
    public static String process(Configuration configuration, String errorLog, Map<String, String> defines) {
        StringBuilder text = new StringBuilder();
        text.append("ServerRoot: \"").append(configuration.serverRoot()).append("\"\n");
        configuration.main().settings().get(CoreDirectives.DOCUMENT_ROOT)
                .ifPresent(root -> text.append("Main DocumentRoot: \"").append(root).append("\"\n"));
        text.append("Main ErrorLog: \"").append(errorLog).append("\"\n");
        text.append("PidFile: \"").append(configuration.resolve(configuration.main().settings().get(ProcessDirectives.PID_FILE)))
                .append("\"\n");
        defines.forEach((name, value) -> text
                .append("Define: ").append(name).append(value.isEmpty() ? "" : "=" + value).append('\n'));
        accounts(configuration, text);
        return text.toString();
    }

    private static void accounts(Configuration configuration, StringBuilder text) {
        configuration.main().settings().get(ProcessDirectives.USER)
                .ifPresent(user -> text.append("User: name=\"").append(user).append("\" not_used\n"));
        configuration.main().settings().get(ProcessDirectives.GROUP)
                .ifPresent(group -> text.append("Group: name=\"").append(group).append("\" not_used\n"));
    }

    /** What {@code -t -D DUMP_INCLUDES} shows, the first file being the main one. */
    public static String files(Collection<Path> files) {
        StringBuilder text = new StringBuilder("Included configuration files:\n");
        boolean main = true;
        for (Path file : files) {
            text.append(main ? "  (*) " : "      ").append(file).append('\n');
            main = false;
        }
        return text.toString();
    }
}
