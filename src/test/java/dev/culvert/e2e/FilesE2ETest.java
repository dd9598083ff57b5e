package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.testing.Head;
import dev.culvert.testing.RawConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files beside the socket, over sockets. */
class FilesE2ETest {
    @TempDir
    private Path root;
    private Running culvert;

    @AfterEach
    void stop() {
        culvert.close();
    }

    private RawConnection client(String... lines) throws Exception {
        culvert = Running.with("DocumentRoot " + root + "\n" + String.join("\n", lines));
        return culvert.client();
    }

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: e2e.test\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                + "\r\n";
    }

    @Test
    void aFileThatFillsEveryBufferArrivesWholeAtAClientThatReadsLate() throws Exception {
        byte[] bytes = new byte[20 << 20];
        new Random(7).nextBytes(bytes);
        Files.write(root.resolve("big.bin"), bytes);
        RawConnection client = client();
        client.send(get("/big.bin") + get("/big.bin", "Range: bytes=1000000-"));
        Head whole = client.head();
        assertThat(client.body(whole)).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
        Head part = client.head();
        assertThat(part.status()).isEqualTo(206);
        assertThat(client.body(part)).isEqualTo(new String(bytes, 1_000_000, bytes.length - 1_000_000, StandardCharsets.ISO_8859_1));
        culvert.accessLine("206");
    }

    @Test
    void aClientThatGoesAwayInTheMiddleLeavesNothingBehind() throws Exception {
        Files.write(root.resolve("big.bin"), new byte[20 << 20]);
        RawConnection client = client();
        client.send(get("/big.bin"));
        client.head();
        client.reset();
        assertThat(culvert.accessLine("/big.bin")).startsWith("200 ");
        RawConnection other = culvert.client();
        other.send(get("/big.bin", "Range: bytes=0-3"));
        assertThat(other.head().status()).isEqualTo(206);
    }

    @Test
    void severalPartsAreFramedAsTheyAreAnnounced() throws Exception {
        Files.writeString(root.resolve("f.txt"), "0123456789");
        RawConnection client = client();
        client.send(get("/f.txt", "Range: bytes=0-1,8-9"));
        Head head = client.head();
        String boundary = head.value("Content-Type").orElseThrow().replace("multipart/byteranges; boundary=", "");
        String part = "\r\n--" + boundary + "\r\nContent-type: text/plain\r\nContent-range: bytes ";
        assertThat(client.body(head))
                .isEqualTo(part + "0-1/10\r\n\r\n01" + part + "8-9/10\r\n\r\n89\r\n--" + boundary + "--\r\n");
    }

    @ParameterizedTest
    @CsvSource({"/x.cgi, 500", "/s/f.txt, 500", "/status, 404", "/f.txt, 200"})
    void whatIsForAHandlerIsNeverSentAsItIs(String path, int status) throws Exception {
        Files.writeString(root.resolve("x.cgi"), "#!/bin/sh\necho secret\n");
        Files.writeString(root.resolve("f.txt"), "text");
        Files.createDirectories(root.resolve("s"));
        Files.writeString(root.resolve("s/f.txt"), "secret");
        RawConnection client = client("AddHandler cgi-script .cgi", "<Location /s>", "SetHandler php-script", "</Location>",
                "<Location /status>", "SetHandler server-info", "</Location>");
        client.send(get(path));
        Head head = client.head();
        assertThat(head.status()).isEqualTo(status);
        assertThat(client.body(head)).doesNotContain("secret");
    }

    @Test
    void aLinkIsFollowedOnlyWhereOptionsLetIt() throws Exception {
        Path outside = Files.createTempFile("outside", ".txt");
        Files.writeString(outside, "outside");
        Files.createSymbolicLink(root.resolve("link.txt"), outside);
        RawConnection client = client("<Location /closed>", "</Location>", "Alias /closed " + root,
                "<Location /closed>", "Options None", "</Location>");
        client.send(get("/link.txt") + get("/closed/link.txt"));
        assertThat(client.body(client.head())).isEqualTo("outside");
        assertThat(client.head().status()).isEqualTo(403);
        Files.delete(outside);
    }
}
