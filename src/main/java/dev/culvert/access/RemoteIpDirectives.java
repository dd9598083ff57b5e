package dev.culvert.access;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.http.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directives of mod_remoteip. */
public final class RemoteIpDirectives {
    public static final Family FAMILY = Family.of("mod_remoteip");

    /** Bytes of a file with proxies in it. */
    private static final long LIMIT = 1L << 20;

    /** What a proxy may say. */
    enum Trust {
        /** Any address. */
        INTERNAL,
        /** Only those of the public Internet. */
        TRUSTED
    }

    record Proxy(Network network, Trust trust) {}

    static final Setting<Optional<String>> HEADER = FAMILY.optional("RemoteIPHeader", RemoteIpDirectives::headerName)
            .in(SERVER, VIRTUAL_HOST)
            .doc("The header in which trusted proxies name the client, such as X-Forwarded-For.");

    static final Setting<Optional<String>> PROXIES_HEADER =
            FAMILY.optional("RemoteIPProxiesHeader", RemoteIpDirectives::headerName)
                    .in(SERVER, VIRTUAL_HOST)
                    .doc("The header in which the backend is told which trusted proxies the request came through.");

    /** Four spellings, one order: the first that fits says how far a proxy is trusted. */
    static final Setting<List<Proxy>> PROXIES =
            FAMILY.gathering("RemoteIPInternalProxy", List.<Proxy>of(), (args, soFar) -> words(args, soFar, Trust.INTERNAL))
                    .also("RemoteIPTrustedProxy", (args, soFar) -> words(args, soFar, Trust.TRUSTED))
                    .also("RemoteIPInternalProxyList", (args, soFar) -> file(args, soFar, Trust.INTERNAL))
                    .also("RemoteIPTrustedProxyList", (args, soFar) -> file(args, soFar, Trust.TRUSTED))
                    .in(SERVER, VIRTUAL_HOST)
                    .merged((outer, inner, _) -> Family.concat(outer, inner))
                    .doc("Which proxies are believed when they name a client; the Trusted ones no private address.");

    static final Setting<Boolean> PROXY_PROTOCOL = FAMILY.flag("RemoteIPProxyProtocol")
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether connections begin with a PROXY header that names the client.");

    static final Setting<List<Network>> EXCEPTIONS =
            FAMILY.gathering("RemoteIPProxyProtocolExceptions", List.<Network>of(), RemoteIpDirectives::exceptions)
                    .in(SERVER, VIRTUAL_HOST)
                    .merged((outer, inner, _) -> Family.concat(outer, inner))
                    .doc("Who may connect without a PROXY header, and is not understood with one.");

    private RemoteIpDirectives() {}

    private static String headerName(Args args) {
        String name = args.next("the name of a header");
        args.end();
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw args.error(args.name() + ": expected the name of a header, but was '" + name + "'");
        }
        return name;
    }

    private static List<Proxy> words(Args args, List<Proxy> soFar, Trust trust) {
        String first = args.next("at least one address, network or name");
        Stream<Network> networks = Stream.concat(Stream.of(first), args.all().stream()).flatMap(word -> networks(args, word));
        return Family.concat(soFar, networks.map(network -> new Proxy(network, trust)).toList());
    }

    private static List<Proxy> file(Args args, List<Proxy> soFar, Trust trust) {
        Path path = args.resolve(args.next("a file"));
        args.end();
        Stream<Network> networks = lines(args, path).stream()
                .map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                .flatMap(line -> Stream.of(line.split("\\s+"))).flatMap(word -> networks(args, word));
        return Family.concat(soFar, networks.map(network -> new Proxy(network, trust)).toList());
    }

    private static List<String> lines(Args args, Path path) {
        try {
            if (Files.size(path) > LIMIT) {
                throw args.error(args.name() + ": expected no more than " + LIMIT + " bytes, but " + path + " has more");
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException failure) {
            throw args.error(args.name() + ": " + path + " cannot be read: " + KeptFile.reason(failure));
        }
    }

    /** A name is looked up once, now: it may have several addresses. */
    private static Stream<Network> networks(Args args, String word) {
        Optional<Network> network = Network.parse(word);
        if (network.isPresent()) {
            return network.stream();
        } else if (word.matches("[0-9./]+|.*[/:].*")) {
            throw args.error(expected(args, word));
        }
        try {
            return Stream.of(InetAddress.getAllByName(word)).flatMap(found -> Network.parse(found.getHostAddress()).stream());
        } catch (UnknownHostException _) {
            throw args.error(args.name() + ": no address is known for the name '" + word + "'");
        }
    }

    private static List<Network> exceptions(Args args, List<Network> soFar) {
        String first = args.next("at least one address or network");
        return Family.concat(soFar, Stream.concat(Stream.of(first), args.all().stream())
                .map(word -> Network.parse(word).orElseThrow(() -> args.error(expected(args, word)))).toList());
    }

    private static String expected(Args args, String word) {
        return args.name() + ": expected an address, the beginning of one, address/bits or address/mask, but was '" + word + "'";
    }
}
