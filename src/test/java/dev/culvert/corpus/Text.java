package dev.culvert.corpus;

/** A shape as text that a server can read. */
final class Text {
    private Text() {}

    /** What stands before the shapes; the same for both programs. */
    static String preamble(Ground ground) {
        return """
                ServerRoot %1$s
                Define APACHE_LOG_DIR %1$s/logs
                ServerName corpus.test
                DocumentRoot %1$s/empty
                """.formatted(ground.directory());
    }

    /**
     * The shape with its ports. One without a virtual host of its own is what stands in somebody's, so it gets one, unless
     * it is a whole file.
     */
    static String of(Shape shape, Shape.Form form, Ground ground, Ports ports) {
        String config = shape.config(form);
        boolean whole = shape.alone() || config.contains("<VirtualHost");
        String body = whole ? config : "<VirtualHost *:${PORT}>\nServerName c.test\n" + config + "</VirtualHost>\n";
        return ground.fill(ports.listens(config) + body, ports);
    }
}
