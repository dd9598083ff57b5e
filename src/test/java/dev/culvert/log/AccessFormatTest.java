package dev.culvert.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.directive.Misread;
import dev.culvert.http.Version;
import dev.culvert.proxy.Outcome;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Position;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFormatTest {
    /** Code by code, for a tunnel; the answers are those of httpd 2.4.71. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '~', textBlock = """
            %h 192.0.2.7
            %{c}h 192.0.2.7
            %a 192.0.2.7
            %{c}a 192.0.2.7
            %A 198.51.100.1
            %l -
            %L -
            %u ""
            %t ~[23/Nov/2026:02:01:53 +0000]~
            %{sec}t 1795399313
            %{msec}t 1795399313297
            %{usec}t 1795399313297925
            %{msec_frac}t 297
            %{usec_frac}t 297925
            %{begin:sec}t 1795399313
            %{end:sec}t 1795402913
            %{end:usec_frac}t 303175
            %{%d/%b/%Y}t 23/Nov/2026
            %{end:%H:%M}t 03:01
            %{sec_frac}t sec_frac
            %r ~GET /a%20b/../ws/x?room=%201 HTTP/1.1~
            %s 101
            %>s 101
            %<s 101
            %b -
            %B 0
            %O 2007
            %I 1005
            %S 3012
            %D 3600005250
            %T 3600
            %{s}T 3600
            %{ms}T 3600005
            %{us}T 3600005250
            %{zz}T 3600
            %p 80
            %{canonical}p 80
            %{local}p 8080
            %{remote}p 54321
            %{zz}p zz
            %v www.example.test
            %V shop.example.test
            %X -
            %k 3
            %f proxy:ws://backend.test:8000/ws/x
            %R proxy-server
            %m GET
            %U /ws/x
            %q ?room=%201
            %H HTTP/1.1
            %{zz}P zz
            %{User-Agent}i ~q\\" b\\\\s \\xc3\\xa9\\tt\\x01~
            %{Accept}i ~a, b~
            %{Missing}i -
            %{}i -
            %{content-type}o text/html
            %{Set-Cookie}o ~a=1, b=2~
            %{Missing}o -
            %{ABC}C ~z z~
            %{nope}C -
            %{DOG}e ~no bark~
            %{CAT}e -
            %{DOG}x ~no bark~
            %{SSL_PROTOCOL}x -
            %{version}c -
            %{foo}n -
            %^FB -
            %{Foo}^ti -
            %{Foo}^to -
            %% %
            %400,101{Accept}i ~a, b~
            %101{Accept}i ~a, b~
            %400,501{Accept}i -
            %!400,501{Accept}i ~a, b~
            %!101{Accept}i -
            %{Accept}!200>i ~a, b~
            %200!s 101
            """)
    void printsEachCode(String format, String expected) {
        assertThat(line(format, Outcomes.tunnel())).isEqualTo(expected + "\n");
        Outcome opened = Outcomes.opened();
        assertThat(format(format).begin(opened, ZoneOffset.UTC).finish(Outcomes.tunnel().tally()))
                .as("begun at its opening").isEqualTo(expected + "\n");
    }

    /** Code by code: of a tunnel that has ended, of the same while it is open, and of a page. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            %{event}W close open -
            %{id}W 7 7 -
            %{backend}W ws://backend.test:8000 ws://backend.test:8000 -
            %{handshake}W 5250 5250 -
            %{handshake:us}W 5250 5250 -
            %{handshake:MS}W 5 5 -
            %{handshake:s}W 0 0 -
            %{lasted}W 3600000000 - -
            %{lasted:ms}W 3600000 - -
            %{lasted:s}W 3600 - -
            %{bytes-up}W 900 - -
            %{bytes-down}W 1900 - -
            %{messages-up}W 12 - -
            %{messages-down}W - - -
            %{close-code}W 1001 - -
            %{ended-by}W backend - -
            %{why}W the-end - -
            %D 3600005250 5250 5250
            %I 1005 105 1005
            %S 3012 212 3012
            %!101{id}W - - -
            %101{bytes-up}W 900 - -
            """)
    void printsWhatThereIsToTellOfATunnel(String format, String ended, String open, String page) {
        BegunLine begun = format(format).begin(Outcomes.opened(), ZoneOffset.UTC);
        assertThat(begun.finish(Outcomes.tunnel().tally())).isEqualTo(ended + "\n");
        assertThat(line(format, Outcomes.opened())).isEqualTo(open + "\n");
        assertThat(line(format, Outcomes.page(200))).isEqualTo(page + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            %b 339
            %B 339
            %f -
            %R -
            %u -
            %q ''
            %U /page
            %H HTTP/1.0
            %s 404
            %>s 404
            """)
    void printsEachCodeForAPage(String format, String expected) {
        assertThat(line(format, Outcomes.page(404))).isEqualTo(expected + "\n");
    }

    @Test
    void knowsItsProcessAndThread() {
        assertThat(line("%P %{pid}P", Outcomes.tunnel()))
                .isEqualTo("%1$d %1$d%n".formatted(ProcessHandle.current().pid()));
        long thread = Thread.currentThread().threadId();
        assertThat(line("%{tid}P %{hextid}P", Outcomes.tunnel())).isEqualTo(thread + " " + Long.toHexString(thread) + "\n");
    }

    @Test
    void unescapesTheTextBetweenCodes() {
        assertThat(line("a\\tb\\nc\\rd\\\\e\\q\\", Outcomes.tunnel())).isEqualTo("a\tb\nc\rd\\e\\q\\\n");
    }

    @Test
    void printsTheCombinedFormat() {
        assertThat(line("%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"", Outcomes.page(200)))
                .isEqualTo("192.0.2.7 - - [23/Nov/2026:02:01:53 +0000] \"GET /page HTTP/1.0\" 200 2007 \"-\" "
                        + "\"q\\\" b\\\\s \\xc3\\xa9\\tt\\x01\"\n");
    }

    @Test
    void printsTimesInTheZoneItIsGiven() {
        AccessFormat format = format("%t");
        assertThat(format.line(Outcomes.tunnel(), ZoneOffset.UTC)).isEqualTo("[23/Nov/2026:02:01:53 +0000]\n");
        assertThat(format.line(Outcomes.tunnel(), ZoneId.of("America/New_York"))).isEqualTo("[22/Nov/2026:21:01:53 -0500]\n");
    }

    @Test
    void printsUnreadableRequests() {
        Outcome nothing = Outcomes.of(Outcomes.request("", "", Version.HTTP_1_0));
        assertThat(line("%r|%m|%U", nothing)).isEqualTo("-||\n");
        assertThat(line("%r|%H", Outcomes.of(Outcomes.request("GET", "/x", Version.HTTP_0_9)))).isEqualTo("GET /x|HTTP/0.9\n");
        assertThat(line("%r", Outcomes.of(Outcomes.request("GET", "/\u0001\n\"", Version.HTTP_1_1))))
                .isEqualTo("GET /\\x01\\n\\\" HTTP/1.1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http://Abs.Test:7/q?z, /q, ?z",
        "http://Abs.Test, '', ''",
        "/a//b/./c/../d/, /a/b/d/, ''",
        "/../..?x=//, /, ?x=//",
        "/%zz%4, /%zz%4, ''",
        "*, *, ''"
    })
    void takesTargetsApart(String target, String path, String query) {
        Outcome outcome = Outcomes.of(Outcomes.request("GET", target, Version.HTTP_1_1, "Host", "x"));
        assertThat(line("%U|%q", outcome)).isEqualTo(path + "|" + query + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "::1, ::1", "::, ::", "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "fe80::, fe80::", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8", "10.0.0.1, 10.0.0.1"
    })
    void shortensAddresses(String address, String expected) {
        assertThat(line("%h", Outcomes.from(new InetSocketAddress(address, 1)))).isEqualTo(expected + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %z            | LogFormat expects a code it knows after %, but was 'z' in '%z'
            %{a}%         | LogFormat expects a code it knows after %, but was '%' in '%{a}%'
            %^ZZ          | LogFormat expects a code it knows after %, but was '^ZZ' in '%^ZZ'
            a %{Foo       | LogFormat expects } after '%{Foo', but the format ends there
            a%            | LogFormat expects a code after '%', but the format ends there
            %{a}          | LogFormat expects a code after '%{a}', but the format ends there
            %400,         | LogFormat expects a code after '%400,', but the format ends there
            %{a}W         | LogFormat expects %{NAME}W to name one of backend, bytes-down, bytes-up, close-code, ended-by, event, \
            handshake, id, lasted, messages-down, messages-up, why, or a time with :us, :ms or :s, but was 'a' in '%{a}W'
            %{lasted:h}W  | LogFormat expects %{NAME}W to name one of backend, bytes-down, bytes-up, close-code, ended-by, event, \
            handshake, id, lasted, messages-down, messages-up, why, or a time with :us, :ms or :s, but was 'lasted:h' in \
            '%{lasted:h}W'
            %^F           | LogFormat expects a code after '%^F', but the format ends there
            """)
    void refusesWhatItDoesNotKnow(String format, String message) {
        assertThatThrownBy(() -> format(format)).isInstanceOf(Misread.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%99999999999999999999s", "%!s", "%,,,s", "%0s"})
    void survivesOddConditions(String format) {
        assertThat(line(format, Outcomes.tunnel())).isIn("-\n", "101\n");
    }

    private static String line(String format, Outcome outcome) {
        return format(format).line(outcome, ZoneOffset.UTC);
    }

    private static AccessFormat format(String format) {
        return AccessFormat.of(format, message ->
                new Misread(Diagnostic.directive(new Position("test.conf", 1), "LogFormat " + message)));
    }
}
