package dev.culvert.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Where one configuration listens: for clients that speak HTTP, and for those that speak TLS. */
record Ports(int http, int tls) {
    /** So many pairs of ports that nobody listens on, all different. */
    static List<Ports> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Ports> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pairs.add(new Ports(held.get(2 * i).getLocalPort(), held.get(2 * i + 1).getLocalPort()));
            }
            return pairs;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** The Listen lines that the configuration does not have itself. */
    String listens(String config) {
        return listen(config, "${PORT}", http, "") + listen(config, "${TLS}", tls, config.contains("SSLEngine") ? " https" : "");
    }

    private static String listen(String config, String name, int port, String protocol) {
        boolean used = name.equals("${PORT}") || config.contains(name);
        boolean said = config.lines().map(String::strip).anyMatch(line -> line.startsWith("Listen ") && line.contains(name));
        return used && !said ? "Listen 127.0.0.1:" + port + protocol + "\n" : "";
    }
}
