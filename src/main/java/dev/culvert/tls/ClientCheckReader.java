package dev.culvert.tls;

import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Misread;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.tls.SslProxyDirectives.Verify;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the files that say whom clients must be certified by. */
final class ClientCheckReader {
    private final Settings settings;
    private final VirtualHost host;
    private final Consumer<Diagnostic> remarks;

    ClientCheckReader(Settings settings, VirtualHost host, Consumer<Diagnostic> remarks) {
        this.settings = settings;
        this.host = host;
        this.remarks = remarks;
    }

    /** @throws Misread if a file cannot be used */
    ClientCheck read() {
        Verify verify = settings.get(SslDirectives.VERIFY);
        List<X509Certificate> trusted = both(SslDirectives.CA_FILE, Pem::certificates, SslDirectives.CA_PATH, PemFolder::certificates);
        List<X509Certificate> asked = both(SslDirectives.ASKED_FILE, Pem::certificates, SslDirectives.ASKED_PATH,
                PemFolder::certificates);
        if (verify == Verify.NONE) {
            return ClientCheck.NONE;
        }
        if (trusted.isEmpty()) {
            warn("AH01897: SSLVerifyClient asks for certificates, but no SSLCACertificateFile says who may have signed them");
        }
        return new ClientCheck(verify, settings.get(SslDirectives.DEPTH), trusted, asked.isEmpty() ? trusted : asked, revoked(),
                settings.get(SslDirectives.CRL_CHECK));
    }

    private List<X509CRL> revoked() {
        List<X509CRL> lists = both(SslDirectives.CRL_FILE, RevocationLists::read, SslDirectives.CRL_PATH, PemFolder::revocations);
        RevocationCheck.Extent extent = settings.get(SslDirectives.CRL_CHECK).extent();
        boolean named = settings.get(SslDirectives.CRL_FILE).isPresent() || settings.get(SslDirectives.CRL_PATH).isPresent();
        if (extent != RevocationCheck.Extent.NONE && !named) {
            throw new Misread(Diagnostic.directive(host.position(), "AH01899: SSLCARevocationCheck asks to look clients up in lists,"
                    + " but neither SSLCARevocationFile nor SSLCARevocationPath names any"));
        }
        if (extent == RevocationCheck.Extent.NONE && named) {
            warn("AH01902: there are lists of revoked certificates, but without SSLCARevocationCheck nobody is looked up in them");
            return List.of();
        }
        return lists;
    }

    private void warn(String message) {
        remarks.accept(Diagnostic.warning(host.position(), message));
    }

    /** What a file and the files of a directory hold together. */
    private <V> List<V> both(Setting<Optional<PemFile>> file, Content<V> content, Setting<Optional<PemFile>> folder,
            Content<Path> listing) {
        List<V> all = new ArrayList<>();
        settings.get(file).ifPresent(named -> all.addAll(read(named, named.path(), content)));
        settings.get(folder).ifPresent(named -> read(named, named.path(), listing)
                .forEach(each -> all.addAll(read(named, each, content))));
        return all;
    }

    private static <V> List<V> read(PemFile named, Path path, Content<V> content) {
        try {
            return content.of(path);
        } catch (BadPem bad) {
            throw named.wrong("AH01895", bad.why());
        }
    }

    private interface Content<V> {
        List<V> of(Path path) throws BadPem;
    }
}
