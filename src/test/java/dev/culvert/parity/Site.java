package dev.culvert.parity;

import dev.culvert.testing.ScriptedBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ground one server under test stands on: a directory, a port, and the backends that its configuration names.
 * {@code {dir}}, {@code {port}}, {@code {closed}} (an address that refuses), {@code {full}} (one that lets nobody in),
 * {@code {socket}} (the path of a unix-domain backend) and {@code {tls}} (a backend with a certificate for localhost) are
 * special.
 */
final class Site implements AutoCloseable {
    /** When every file was changed last: it shows in what is said of it. */
    private static final FileTime CHANGED = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![%$])\\{([a-z][a-z0-9]*)(:port)?}");

    private final Path directory;
    private final int port;
    private final Map<String, ScriptedBackend> backends = new LinkedHashMap<>();
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private final List<AutoCloseable> others = new ArrayList<>();

    private Site(Path directory, Socket place) {
        this.directory = directory;
        this.port = place.getLocalPort();
        others.add(place);
        names.put(port, "front");
    }

    static Site fresh() throws IOException {
        Path directory = Files.createTempDirectory("culvert-parity");
        // a server started by root gives its rights away, and must still get in
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(directory.resolve("htdocs"));
        return new Site(directory, place());
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    ScriptedBackend backend(String name) {
        return backends.computeIfAbsent(name, this::open);
    }

    List<ScriptedBackend> opened() {
        return List.copyOf(backends.values());
    }

    /** Puts these files into the directory. */
    void furnish(Map<String, String> contents) throws IOException {
        for (Map.Entry<String, String> content : contents.entrySet()) {
            Path file = directory.resolve(content.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, fill(content.getValue()));
            Files.setLastModifiedTime(file, CHANGED);
        }
    }

    /** The text with every placeholder replaced; backends that are named for the first time are opened. */
    String fill(String template) throws IOException {
        var text = new StringBuilder();
        Matcher found = PLACEHOLDER.matcher(template);
        while (found.find()) {
            found.appendReplacement(text, Matcher.quoteReplacement(value(found.group(1), found.group(2) != null)));
        }
        return found.appendTail(text).toString();
    }

    /** The text with what is different in every run replaced by its name. */
    String normal(String text) {
        String plain = text.replace(directory.toString(), "{dir}");
        for (Map.Entry<Integer, String> name : names.entrySet()) {
            plain = plain.replaceAll("127\\.0\\.0\\.1:" + name.getKey() + "\\b", "{" + name.getValue() + "}")
                    .replaceAll("\\b" + name.getKey() + "\\b", "{" + name.getValue() + ":port}");
        }
        return plain;
    }

    @Override
    public void close() throws IOException {
        backends.values().forEach(ScriptedBackend::close);
        for (AutoCloseable other : others) {
            closeQuietly(other);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String value(String name, boolean onlyPort) throws IOException {
        return switch (name) {
            case "dir" -> directory.toString();
            case "port" -> String.valueOf(port);
            case "socket" -> {
                backend(name);
                yield directory.resolve("backend.sock").toString();
            }
            case "closed" -> address(onlyPort, named(name, refusing()));
            case "full" -> address(onlyPort, named(name, crowded()));
            default -> address(onlyPort, named(name, backend(name).port()));
        };
    }

    private static String address(boolean onlyPort, int port) {
        return onlyPort ? String.valueOf(port) : "127.0.0.1:" + port;
    }

    private int named(String name, int number) {
        names.put(number, name);
        return number;
    }

    private ScriptedBackend open(String name) {
        if (name.equals("socket")) {
            Path path = directory.resolve("backend.sock");
            ScriptedBackend backend = ScriptedBackend.unix(path);
            open(path);
            return backend;
        }
        return name.equals("tls") ? ScriptedBackend.tcp(Certificate.forLocalhost(directory)) : ScriptedBackend.tcp();
    }

    private static void open(Path path) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException unable) {
            throw new java.io.UncheckedIOException(unable);
        }
    }

    /** A port that is taken but not listened on: connecting is refused, and nobody else can open it meanwhile. */
    private int refusing() throws IOException {
        Socket taken = new Socket();
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        others.add(taken);
        return taken.getLocalPort();
    }

    /** A port whose queue is full: connecting neither succeeds nor fails. */
    private int crowded() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        others.add(socket);
        for (int guest = 0; guest < 4; guest++) {
            var channel = java.nio.channels.SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(socket.getLocalSocketAddress());
            others.add(channel);
        }
        return socket.getLocalPort();
    }

    /**
     * A port that the server under test can listen on and that nobody is given by chance, as a backend or a client might be:
     * both have SO_REUSEADDR, and this one never listens.
     */
    private static Socket place() throws IOException {
        Socket place = new Socket();
        place.setReuseAddress(true);
        place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return place;
    }

    private static void closeQuietly(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception alreadyClosed) {
            // nothing is left to close
        }
    }
}
