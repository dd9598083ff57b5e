package dev.culvert.rewrite;

import dev.culvert.config.CoreDirectives;
import dev.culvert.config.ServerName;
import dev.culvert.config.VirtualHost;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells whether a URL is about the virtual host that the request is for: such a URL is no redirect. */
@FunctionalInterface
public interface Self {
    boolean answers(String host, int port);

    /** httpd: without a port in its ServerName a host never knows its own URLs again, whatever port it listens on. */
    static Self of(VirtualHost host) {
        OptionalInt port = host.settings().get(CoreDirectives.SERVER_NAME).map(ServerName::port).orElseGet(OptionalInt::empty);
        if (port.isEmpty()) {
            return (_, _) -> false;
        }
        List<Pattern> names = Stream.concat(Stream.of(host.name()), host.aliases().stream()).map(Self::pattern).toList();
        return (name, asked) -> port.getAsInt() == asked
                && names.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private static Pattern pattern(String name) {
        StringBuilder source = new StringBuilder();
        name.chars().forEach(c -> source.append(switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        }));
        return Pattern.compile(source.toString(), Pattern.CASE_INSENSITIVE);
    }
}
