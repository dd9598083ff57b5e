package dev.culvert.tls;

import static dev.culvert.directive.Place.PROXY;
import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** mod_ssl's directives for TLS towards backends. */
public final class SslProxyDirectives {
    public static final Family FAMILY = Family.of("mod_ssl");

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

    public static final Setting<Integer> VERIFY_DEPTH = FAMILY.value("SSLProxyVerifyDepth", SslProxyDirectives::depth)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(1)
            .doc("How many issuers may stand between a backend's certificate and a trusted one.");

    public static final Setting<Optional<Path>> CA_FILE = FAMILY.optional("SSLProxyCACertificateFile", SslProxyDirectives::file)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .doc("The certificates, in PEM, that backends' certificates may be signed with.");

    public static final Setting<Boolean> CHECK_NAME = FAMILY.flag("SSLProxyCheckPeerName")
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(true)
            .doc("Whether a backend's certificate must bear its name, even where nothing else of it is verified.");

    public static final Setting<Optional<Boolean>> CHECK_CN = FAMILY.optional("SSLProxyCheckPeerCN", Args::onOff)
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .doc("Whether the subject's CN must be the backend's name; asked only where SSLProxyCheckPeerName is Off.");

    public static final Setting<Boolean> CHECK_EXPIRE = FAMILY.flag("SSLProxyCheckPeerExpire")
            .in(SERVER, VIRTUAL_HOST, PROXY)
            .initially(true)
            .doc("Whether a backend's certificate must be valid today.");

    private SslProxyDirectives() {}

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

    private static int depth(Args args) {
        String word = args.next("a number");
        args.end();
        if (!word.matches("\\d{1,3}")) {
            throw args.error("SSLProxyVerifyDepth: expected a number, but was '" + word + "'");
        }
        return Integer.parseInt(word);
    }

    private static Path file(Args args) {
        Path file = args.resolve(args.next("a file of certificates in PEM"));
        args.end();
        String trouble = TrustedCertificates.trouble(file);
        if (!trouble.isEmpty()) {
            throw args.error("SSLProxyCACertificateFile: " + trouble);
        }
        return file;
    }
}
