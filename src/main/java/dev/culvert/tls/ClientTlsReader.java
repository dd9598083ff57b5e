package dev.culvert.tls;

import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes one value of what a virtual host's lines say about TLS, and opens the files that they name. */
final class ClientTlsReader {
    private final VirtualHost host;
    private final Settings settings;
    private final PassPhrases phrases;
    private final Consumer<Diagnostic> remarks;

    ClientTlsReader(VirtualHost host, PassPhrases phrases, Consumer<Diagnostic> remarks) {
        this.host = host;
        this.settings = host.settings();
        this.phrases = phrases;
        this.remarks = remarks;
    }

    /** @throws Misread with what is wrong first */
    ClientTls read() {
        List<LibraryCommand> commands = settings.get(SslDirectives.COMMANDS);
        CipherChoice ciphers = settings.get(SslDirectives.CIPHERS);
        List<String> groups = List.of();
        Set<String> versions = new TreeSet<>(settings.get(SslDirectives.PROTOCOLS));
        for (LibraryCommand command : commands) {
            switch (command) {
                case LibraryCommand.Groups named -> groups = named.names();
                case LibraryCommand.Suites suites -> ciphers = suites.choice().over(ciphers);
                case LibraryCommand.Bounds bounds -> versions.retainAll(bounds.versions());
                case LibraryCommand.Nothing _ -> { }
            }
        }
        if (versions.isEmpty()) {
            throw wrong("AH02231: SSLProtocol and SSLOpenSSLConfCmd together leave " + name() + " nothing to speak");
        }
        return new ClientTls(identities(), versions, ciphers.older().orElse(Cipher.TLS_1_2), ciphers.newer().orElse(Cipher.TLS_1_3),
                settings.get(SslDirectives.SERVER_ORDER), groups, settings.get(SslDirectives.TICKETS),
                settings.get(SslDirectives.SESSION_SECONDS), new ClientCheckReader(settings, host, remarks).read());
    }

    private String name() {
        return host.name() + ":" + host.port().orElse(443);
    }

    private Misread wrong(String message) {
        return new Misread(Diagnostic.directive(host.position(), message));
    }

    private List<Identity> identities() {
        List<PemFile> certificates = settings.get(SslDirectives.CERTIFICATES);
        if (certificates.isEmpty()) {
            throw wrong("AH02572: SSLEngine is on for " + name() + ", but no SSLCertificateFile gives it a certificate and a key");
        }
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            add(identities, certificates.get(i), key(i, certificates.get(i)));
        }
        return identities;
    }

    /** httpd: without a key file in that place of the list, the key stands in the certificate's file. */
    private PemFile key(int place, PemFile certificate) {
        List<PemFile> keys = settings.get(SslDirectives.KEYS);
        return place < keys.size() ? keys.get(place) : certificate;
    }

    /** httpd: of two certificates with one kind of key, the later one counts. */
    private void add(List<Identity> identities, PemFile certificate, PemFile key) {
        List<X509Certificate> chain = chain(certificate);
        String kind = chain.getFirst().getPublicKey().getAlgorithm();
        Identity identity = new Identity(chain, key(key, kind));
        if (!identity.fits()) {
            throw key.wrong("AH02565", "the key in '" + key.path() + "' is not the one of the certificate in '" + certificate.path()
                    + "'");
        }
        identities.removeIf(each -> each.algorithm().equals(kind));
        identities.add(identity);
    }

    private List<X509Certificate> chain(PemFile file) {
        List<X509Certificate> own = certificates(file, "AH02562");
        Optional<PemFile> more = settings.get(SslDirectives.CHAIN);
        return own.size() > 1 || more.isEmpty() ? own : Stream.concat(own.stream(),
                certificates(more.get(), "AH01903").stream().filter(each -> !each.equals(own.getFirst()))).toList();
    }

    private static List<X509Certificate> certificates(PemFile file, String number) {
        try {
            return Pem.certificates(file.path());
        } catch (BadPem bad) {
            throw file.wrong(number, bad.why());
        }
    }

    private PrivateKey key(PemFile file, String kind) {
        try {
            Pem.Block block = Pem.key(file.path()).orElseThrow(() -> noKey(file));
            return PrivateKeys.read(block,
                    () -> phrases.of(settings.get(SslDirectives.DIALOG), name(), kind.equals("EC") ? "ECC" : kind, file));
        } catch (BadPem bad) {
            throw file.wrong("AH02564", bad.why());
        }
    }

    private static Misread noKey(PemFile file) {
        return file.wrong("AH02579", "there is no private key in '" + file.path() + "'"
                + (file.directive().equalsIgnoreCase("SSLCertificateFile") ? ", and no SSLCertificateKeyFile names another file" : ""));
    }
}
