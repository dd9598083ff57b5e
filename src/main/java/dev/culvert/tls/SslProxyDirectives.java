package dev.culvert.tls;

import static dev.culvert.directive.Place.PROXY;
import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** mod_ssl's directives for TLS towards backends. */
public final class SslProxyDirectives {
    public static final Family FAMILY = Family.of("mod_ssl");

    private static final String BAD_AUTHORITY = "AH01895";
    private static final String BAD_MACHINE = "AH02252";

    /** How much a backend must prove. */
    public enum Verify { NONE, OPTIONAL, REQUIRE, OPTIONAL_NO_CA }

    public static final Setting<Boolean> ENGINE = FAMILY.flag("SSLProxyEngine")
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(false)
            .doc("Whether wss and https backends may be spoken to.");

    public static final Setting<Verify> VERIFY = FAMILY.value("SSLProxyVerify", SslProxyDirectives::verify)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(Verify.NONE)
            .doc("Whether a backend's certificate must be signed by somebody who is trusted.");

    public static final Setting<Integer> VERIFY_DEPTH = FAMILY.value("SSLProxyVerifyDepth", args -> SslReads.whole(args, 0))
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(1)
            .doc("How many steps there may be from a backend's certificate to the one that ends its chain.");

    public static final Setting<Optional<Contents<X509Certificate>>> CA_FILE =
            content("SSLProxyCACertificateFile", args -> Contents.file(args, BAD_AUTHORITY, Pem::certificates))
                    .doc("The certificates, in PEM, that backends' certificates may be signed with.");

    public static final Setting<Optional<Contents<X509Certificate>>> CA_PATH =
            content("SSLProxyCACertificatePath",
                    args -> Contents.folder(args, BAD_AUTHORITY, PemFolder::certificates, Pem::certificates))
                    .doc("As SSLProxyCACertificateFile, a directory of files under the names that OpenSSL's rehash gives.");

    public static final Setting<Optional<Contents<X509CRL>>> CRL_FILE =
            content("SSLProxyCARevocationFile", args -> Contents.file(args, BAD_AUTHORITY, RevocationLists::read))
                    .doc("Lists of revoked certificates of backends, in PEM.");

    public static final Setting<Optional<Contents<X509CRL>>> CRL_PATH =
            content("SSLProxyCARevocationPath",
                    args -> Contents.folder(args, BAD_AUTHORITY, PemFolder::revocations, RevocationLists::read))
                    .doc("As SSLProxyCARevocationFile, a directory of files under the names that OpenSSL's rehash gives.");

    static final Setting<RevocationCheck> CRL_CHECK = FAMILY.value("SSLProxyCARevocationCheck", RevocationCheck::read)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(RevocationCheck.NONE)
            .doc("Which certificates of a backend's chain are looked up in the lists of revoked ones.");

    public static final Setting<Optional<Boolean>> CHECK_NAME = FAMILY.optional("SSLProxyCheckPeerName", Args::onOff)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .doc("Whether a backend's certificate must bear its name, even where nothing else of it is verified. On unless written.");

    public static final Setting<Optional<Boolean>> CHECK_CN = FAMILY.optional("SSLProxyCheckPeerCN", Args::onOff)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .doc("Whether the subject's CN must be the backend's name; asked only where SSLProxyCheckPeerName is Off.");

    public static final Setting<Boolean> CHECK_EXPIRE = FAMILY.flag("SSLProxyCheckPeerExpire")
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(true)
            .doc("Whether a backend's certificate must be valid today.");

    public static final Setting<Optional<Contents<Identity>>> MACHINE_FILE =
            content("SSLProxyMachineCertificateFile", args -> Contents.file(args, BAD_MACHINE, MachineCertificates::file))
                    .doc("What is shown to backends that ask for a certificate: certificates and their keys, in PEM.");

    public static final Setting<Optional<Contents<Identity>>> MACHINE_PATH =
            content("SSLProxyMachineCertificatePath",
                    args -> Contents.folder(args, BAD_MACHINE, MachineCertificates::folder, MachineCertificates::file))
                    .doc("As SSLProxyMachineCertificateFile, a directory.");

    public static final Setting<Optional<Contents<X509Certificate>>> MACHINE_CHAIN =
            content("SSLProxyMachineCertificateChainFile", args -> Contents.file(args, BAD_MACHINE, Pem::certificates))
                    .doc("The issuers of what is shown to backends.");

    static final Setting<Set<String>> PROTOCOLS = FAMILY.value("SSLProxyProtocol", TlsVersions::read)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(TlsVersions.ALL)
            .doc("The versions of TLS that are spoken with backends.");

    static final Setting<CipherChoice> CIPHERS =
            FAMILY.gathering("SSLProxyCipherSuite", CipherChoice.NONE, SslProxyDirectives::suites)
                    .in(SERVER, VIRTUAL_HOST, PROXY)
                    .merged((outer, inner, _) -> inner.over(outer))
                    .doc("The cipher suites for backends, in OpenSSL's words; those of TLS 1.3 after the word TLSv1.3.");

    private SslProxyDirectives() {}

    private static <V> Setting.Draft<Optional<V>> content(String name, Function<Args, V> reading) {
        return FAMILY.optional(name, reading).in(SERVER, VIRTUAL_HOST, PROXY);
    }

    private static CipherChoice suites(Args args, CipherChoice soFar) {
        String first = args.next("a list of cipher suites");
        Optional<String> second = args.nextIfAny();
        args.end();
        CipherChoice read = second.isEmpty() ? CipherChoice.older(args, first) : switch (first) {
            case "SSL" -> CipherChoice.older(args, second.get());
            case "TLSv1.3" -> CipherChoice.newer(args, second.get());
            default -> throw args.error(args.name() + ": expected SSL or TLSv1.3 before the list, but was '" + first + "'");
        };
        return read.over(soFar);
    }

    private static Verify verify(Args args) {
        String word = args.next("none, optional, require or optional_no_ca");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "none", "off" -> Verify.NONE;
            case "optional" -> Verify.OPTIONAL;
            case "require", "on" -> Verify.REQUIRE;
            case "optional_no_ca" -> Verify.OPTIONAL_NO_CA;
            default -> throw args.error("SSLProxyVerify: expected none, optional, require or optional_no_ca, but was '"
                    + word + "'");
        };
    }
}
