package dev.culvert.access;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Lexicon;
import dev.culvert.config.Whereabouts;
import dev.culvert.directive.Family;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Environment;
import dev.culvert.expr.Subject;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.Request;
import dev.culvert.http.Version;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Reading;
import dev.culvert.tls.SslRequestDirectives;
import dev.culvert.world.Answers;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A configuration that requests knock at. */
final class Door {
    private static final List<Family> FAMILIES = Stream.of(CoreDirectives.FAMILIES, AccessDirectives.FAMILIES,
            List.of(RemoteIpDirectives.FAMILY, SslRequestDirectives.FAMILY)).flatMap(List::stream).toList();

    private final Configuration.Result result;
    private final List<Remark> said = new ArrayList<>();

    private Door(Configuration.Result result) {
        this.result = result;
    }

    static Door of(String text, Path serverRoot) {
        Reading reading = new ConfigReader(Lexicon.of(FAMILIES), serverRoot, Set.of(), Map.of()).readText("case", text);
        return new Door(Configuration.build(reading.nodes(), FAMILIES, serverRoot));
    }

    List<Diagnostic> diagnostics() {
        return result.diagnostics();
    }

    Settings settings(String path) {
        return result.configuration().main().settingsFor(Whereabouts.at(path));
    }

    /** What was written to the log besides the verdict. */
    List<Remark> said() {
        return said;
    }

    Verdict knock(Subject subject, ClientIdentity client) {
        return AccessControl.check(settings(subject.request().target()), subject, client, new Journal() {
            @Override
            public void say(Remark remark) {
                said.add(remark);
            }

            @Override
            public boolean wants(Level level, String module) {
                return true;
            }
        });
    }

    /** A GET from this machine. */
    Verdict knock(String path, Headers headers, Answers answers) {
        return knock(new DoorSubject(get(path, headers), new Environment(), answers), client("127.0.0.1"));
    }

    static Request get(String path, Headers headers) {
        return request("GET", path, headers);
    }

    static Request request(String method, String path, Headers headers) {
        return new Request(method, path, Version.HTTP_1_1, headers, Framing.NONE);
    }

    static ClientIdentity client(String ip) {
        return new ClientIdentity(address(ip), address("192.0.2.1"));
    }

    static InetAddress address(String ip) {
        return Ip.parse(ip).orElseThrow();
    }

    static Headers basic(String userAndPassword) {
        byte[] octets = userAndPassword.getBytes(StandardCharsets.UTF_8);
        return Headers.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(octets));
    }

    static String shown(Verdict verdict) {
        String challenge = verdict instanceof Verdict.Unauthorized unauthorized ? " " + unauthorized.challenge() : "";
        return verdict.status() + verdict.user().map(user -> " " + user).orElse("") + challenge
                + verdict.line().map(line -> " " + line.number()).orElse("");
    }

    static Optional<String> first(List<String> words, String key) {
        int at = words.indexOf(key);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }
}
