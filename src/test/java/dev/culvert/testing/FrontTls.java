package dev.culvert.testing;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.Lexicon;
import dev.culvert.directive.Family;
import dev.culvert.syntax.ConfigReader;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.tls.ClientTls;
import dev.culvert.tls.PassPhrases;
import dev.culvert.tls.SslDirectives;
import dev.culvert.tls.SslProxyDirectives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a configuration says about TLS towards clients.
 *
 * @param servers of the main server and of each virtual host
 */
public record FrontTls(List<Optional<ClientTls>> servers, List<Diagnostic> diagnostics) {
    private static final List<Family> FAMILIES = Stream.of(CoreDirectives.FAMILIES,
            List.of(SslDirectives.FAMILY, SslProxyDirectives.FAMILY)).flatMap(List::stream).toList();

    /** @param phrases who knows the pass phrases of keys */
    public static FrontTls read(String text, Path root, PassPhrases phrases) {
        Configuration.Result result = Configuration.build(
                new ConfigReader(Lexicon.of(FAMILIES), root, Set.of(), Map.of()).readText("case", text).nodes(), FAMILIES, root);
        LinkedHashSet<Diagnostic> said = new LinkedHashSet<>(result.diagnostics());
        List<Optional<ClientTls>> servers = new ArrayList<>();
        if (!result.hasErrors()) {
            result.configuration().servers().forEach(host -> servers.add(ClientTls.of(host, phrases, said::add)));
        }
        return new FrontTls(List.copyOf(servers), List.copyOf(said));
    }

    /** Of one server without mistakes, whose engine is on. */
    public static ClientTls of(Path root, String... lines) {
        FrontTls read = read("SSLEngine on\n" + String.join("\n", lines) + "\n", root, PassPhrases.from(_ -> Optional.empty()));
        return read.servers.stream().flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(read.diagnostics.toString()));
    }
}
