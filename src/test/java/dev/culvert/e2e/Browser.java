package dev.culvert.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, asked through its DevTools: dumping the DOM would not wait for a socket. */
final class Browser implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern PAGE_SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": *\"(ws://[^\"]+)\"");

    private static final Pattern PICTURE = Pattern.compile("\"data\": *\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Program process;
    private final WebSocket page;

    /** @param options of the command line, besides those that every page needs */
    Browser(Path chromium, Path profile, String address, String... options) throws Exception {
        process = Program.start(profile, LISTENS, command(chromium, profile, options));
        URI devTools = URI.create("http://127.0.0.1:" + process.await(60).group(1) + "/json/new?" + address);
        HttpRequest open = HttpRequest.newBuilder(devTools).PUT(BodyPublishers.noBody()).build();
        String target = client.send(open, BodyHandlers.ofString()).body();
        Matcher socket = PAGE_SOCKET.matcher(target);
        if (!socket.find()) {
            throw new IOException("Expected the address of a page, but was " + target);
        }
        page = client.newWebSocketBuilder().buildAsync(URI.create(socket.group(1)), new Answers()).get(30, TimeUnit.SECONDS);
    }

    private static List<String> command(Path chromium, Path profile, String... options) {
        return Stream.concat(Stream.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-proxy-server",
                "--user-data-dir=" + profile.toAbsolutePath(),
                "--remote-debugging-port=0"), Stream.concat(Stream.of(options), Stream.of("about:blank"))).toList();
    }

    /**
     * Evaluates JavaScript in the page.
     *
     * @param script without double quotes and backslashes
     * @return DevTools' answer as JSON, the value somewhere in it
     */
    String evaluate(String script) throws Exception {
        return call("Runtime.evaluate", "{\"expression\":\"" + script + "\"}");
    }

    void open(String address) throws Exception {
        call("Page.navigate", "{\"url\":\"" + address + "\"}");
    }

    /** Shows the page as a screen that is so wide would; a narrow one is a phone's. */
    void width(int pixels) throws Exception {
        call("Emulation.setDeviceMetricsOverride", "{\"width\":" + pixels + ",\"height\":800,\"deviceScaleFactor\":1,\"mobile\":"
                + (pixels < 600) + "}");
    }

    /** @param scheme dark or light */
    void colors(String scheme) throws Exception {
        call("Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    /** The page from its top to its bottom, as a picture. */
    void picture(Path file) throws Exception {
        String answer = call("Page.captureScreenshot", "{\"captureBeyondViewport\":true}");
        Matcher data = PICTURE.matcher(answer);
        if (!data.find()) {
            throw new IOException("Expected a picture, but was " + answer);
        }
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, Base64.getDecoder().decode(data.group(1)));
    }

    private String call(String method, String parameters) throws Exception {
        String call = "{\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}";
        page.sendText(call, true).get(30, TimeUnit.SECONDS);
        String answer = answers.poll(30, TimeUnit.SECONDS);
        return answer == null ? "DevTools did not answer" : answer;
    }

    @Override
    public void close() {
        page.abort();
        client.shutdownNow();
        process.close();
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder soFar = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            soFar.append(data);
            if (last) {
                answers.add(soFar.toString());
                soFar.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
