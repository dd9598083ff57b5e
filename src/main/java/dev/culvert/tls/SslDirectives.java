package dev.culvert.tls;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.tls.SslProxyDirectives.Verify;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** mod_ssl's directives for TLS towards clients. */
public final class SslDirectives {
    private static final String NO_STAPLING = "no OCSP response is stapled; clients that care ask the responder themselves";
    private static final String NO_RENEGOTIATION = "connections are never renegotiated";

    public static final Family FAMILY = Family.of("mod_ssl")
            .without("SSLSessionCache", "every virtual host keeps its sessions in memory, and in tickets")
            .without("SSLSessionTicketKeyFile", "the keys of tickets change by themselves and never leave the process")
            .without("SSLStaplingCache", NO_STAPLING)
            .without("SSLStaplingErrorCacheTimeout", NO_STAPLING)
            .without("SSLStaplingFakeTryLater", NO_STAPLING)
            .without("SSLStaplingForceURL", NO_STAPLING)
            .without("SSLStaplingResponderTimeout", NO_STAPLING)
            .without("SSLStaplingResponseMaxAge", NO_STAPLING)
            .without("SSLStaplingResponseTimeSkew", NO_STAPLING)
            .without("SSLStaplingReturnResponderErrors", NO_STAPLING)
            .without("SSLStaplingStandardCacheTimeout", NO_STAPLING)
            .without("SSLInsecureRenegotiation", NO_RENEGOTIATION)
            .without("SSLRenegBufferSize", NO_RENEGOTIATION);

    /** How much two virtual hosts must have in common for a request to name another one than the handshake did. */
    public enum SniPolicy { STRICT, SECURE, AUTHONLY, INSECURE }

    public static final Setting<Boolean> ENGINE = FAMILY.value("SSLEngine", SslDirectives::engine)
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether clients speak TLS.");

    public static final Setting<Boolean> STRICT_SNI = FAMILY.flag("SSLStrictSNIVHostCheck")
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether clients that name no host in their handshake are turned away.");

    public static final Setting<SniPolicy> SNI_POLICY = FAMILY.value("SSLVHostSNIPolicy", SslDirectives::policy)
            .in(SERVER).initially(SniPolicy.SECURE)
            .doc("How much a request's virtual host must have in common with the one that the handshake named.");

    static final Setting<List<PemFile>> CERTIFICATES = FAMILY.list("SSLCertificateFile", SslReads::file)
            .in(SERVER, VIRTUAL_HOST).merged(SslDirectives::placeByPlace)
            .doc("A certificate, then its issuers, perhaps also its key, in PEM. Once for every kind of key.");

    static final Setting<List<PemFile>> KEYS = FAMILY.list("SSLCertificateKeyFile", SslReads::file)
            .in(SERVER, VIRTUAL_HOST).merged(SslDirectives::placeByPlace)
            .doc("The private key of the certificate in the same place of the list, in PEM.");

    static final Setting<Optional<PemFile>> CHAIN = FAMILY.optional("SSLCertificateChainFile", SslReads::file)
            .in(SERVER, VIRTUAL_HOST)
            .doc("The issuers of certificates that come without them.");

    static final Setting<PassPhraseDialog> DIALOG = FAMILY.value("SSLPassPhraseDialog", PassPhraseDialog::read)
            .in(SERVER).initially(new PassPhraseDialog.Console())
            .doc("Who knows the pass phrases of encrypted keys.");

    static final Setting<Set<String>> PROTOCOLS = FAMILY.value("SSLProtocol", TlsVersions::read)
            .in(SERVER, VIRTUAL_HOST).initially(TlsVersions.ALL)
            .doc("The versions of TLS that are spoken.");

    static final Setting<CipherChoice> CIPHERS = FAMILY.gathering("SSLCipherSuite", CipherChoice.NONE, CipherChoice::read)
            .in(SERVER, VIRTUAL_HOST).inSections().merged((outer, inner, _) -> inner.over(outer))
            .doc("The cipher suites, in OpenSSL's words; those of TLS 1.3 after the word TLSv1.3.");

    static final Setting<Boolean> SERVER_ORDER = FAMILY.flag("SSLHonorCipherOrder")
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether the order of SSLCipherSuite counts more than the client's.");

    static final Setting<List<LibraryCommand>> COMMANDS = FAMILY.list("SSLOpenSSLConfCmd", LibraryCommand::read)
            .in(SERVER, VIRTUAL_HOST)
            .doc("Groups, Ciphersuites, CipherString, MinProtocol and MaxProtocol of OpenSSL's configuration commands.");

    static final Setting<Boolean> TICKETS = FAMILY.flag("SSLSessionTickets")
            .in(SERVER, VIRTUAL_HOST).initially(true)
            .doc("Whether clients keep their sessions in sealed tickets.");

    static final Setting<Integer> SESSION_SECONDS = FAMILY.value("SSLSessionCacheTimeout", args -> SslReads.whole(args, 1))
            .in(SERVER, VIRTUAL_HOST).initially(300)
            .doc("For how many seconds a session can be taken up again.");

    static final Setting<Verify> VERIFY = FAMILY.value("SSLVerifyClient", SslReads::verify)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Verify.NONE)
            .doc("Whether clients must show a certificate.");

    static final Setting<Integer> DEPTH = FAMILY.value("SSLVerifyDepth", SslReads::depth)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(1)
            .doc("How many steps there may be from a client's certificate to the one that ends its chain.");

    static final Setting<Optional<PemFile>> CA_FILE = FAMILY.optional("SSLCACertificateFile", SslReads::file)
            .in(SERVER, VIRTUAL_HOST)
            .doc("The certificates that clients' certificates may be signed with.");

    static final Setting<Optional<PemFile>> CA_PATH = FAMILY.optional("SSLCACertificatePath", SslReads::folder)
            .in(SERVER, VIRTUAL_HOST)
            .doc("As SSLCACertificateFile, a directory of files under the names that OpenSSL's rehash gives.");

    static final Setting<Optional<PemFile>> ASKED_FILE = FAMILY.optional("SSLCADNRequestFile", SslReads::file)
            .in(SERVER, VIRTUAL_HOST)
            .doc("The certificates whose names clients are told to choose by, where these are not the trusted ones.");

    static final Setting<Optional<PemFile>> ASKED_PATH = FAMILY.optional("SSLCADNRequestPath", SslReads::folder)
            .in(SERVER, VIRTUAL_HOST)
            .doc("As SSLCADNRequestFile, a directory.");

    static final Setting<Optional<PemFile>> CRL_FILE = FAMILY.optional("SSLCARevocationFile", SslReads::file)
            .in(SERVER, VIRTUAL_HOST)
            .doc("Lists of revoked certificates, in PEM.");

    static final Setting<Optional<PemFile>> CRL_PATH = FAMILY.optional("SSLCARevocationPath", SslReads::folder)
            .in(SERVER, VIRTUAL_HOST)
            .doc("As SSLCARevocationFile, a directory of files under the names that OpenSSL's rehash gives.");

    static final Setting<RevocationCheck> CRL_CHECK = FAMILY.value("SSLCARevocationCheck", RevocationCheck::read)
            .in(SERVER, VIRTUAL_HOST).initially(RevocationCheck.NONE)
            .doc("Whether clients' certificates, or their whole chains, are looked up in the lists.");

    static final Setting<Boolean> STAPLING = FAMILY.value("SSLUseStapling", SslDirectives::stapling)
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Accepted: OCSP responses are not stapled.");

    static final Setting<Boolean> OCSP = FAMILY.value("SSLOCSPEnable", SslDirectives::never)
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Only off: clients' certificates are looked up in lists, not asked about.");

    static final Setting<Boolean> FIPS = FAMILY.value("SSLFIPS", SslDirectives::never)
            .in(SERVER).initially(false)
            .doc("Only off: the TLS library here is not certified.");

    private SslDirectives() {}

    private static boolean engine(Args args) {
        String word = args.next("on or off");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            case "optional" -> {
                args.note("AH10510: SSLEngine optional is accepted without effect: nobody upgrades a connection to TLS within HTTP");
                yield false;
            }
            default -> throw args.error("SSLEngine: expected on or off, but was '" + word + "'");
        };
    }

    private static SniPolicy policy(Args args) {
        String word = args.next("strict, secure, authonly or insecure");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "strict" -> SniPolicy.STRICT;
            case "secure" -> SniPolicy.SECURE;
            case "authonly" -> SniPolicy.AUTHONLY;
            case "insecure" -> SniPolicy.INSECURE;
            default -> throw args.error(
                    "SSLVHostSNIPolicy: expected strict, secure, authonly or insecure, but was '" + word + "'");
        };
    }

    private static boolean stapling(Args args) {
        boolean on = args.onOff();
        if (on) {
            args.note("SSLUseStapling is accepted without effect: " + NO_STAPLING);
        }
        return on;
    }

    private static boolean never(Args args) {
        if (args.onOff()) {
            throw args.error(args.name() + ": expected Off, but was On: " + (args.name().equalsIgnoreCase("SSLFIPS")
                    ? "the TLS library here is not certified for that"
                    : "no OCSP responder is asked about clients; SSLCARevocationFile can name lists"));
        }
        return false;
    }

    /** httpd: a virtual host's first file takes the place of the main server's first, and its second stays. */
    private static List<PemFile> placeByPlace(List<PemFile> outer, List<PemFile> inner, Place inside) {
        List<PemFile> all = new ArrayList<>(inner);
        all.addAll(outer.subList(Math.min(inner.size(), outer.size()), outer.size()));
        return List.copyOf(all);
    }
}
