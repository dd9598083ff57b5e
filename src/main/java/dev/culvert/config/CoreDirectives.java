package dev.culvert.config;

import static dev.culvert.directive.Place.DIRECTORY;
import static dev.culvert.directive.Place.FILES;
import static dev.culvert.directive.Place.IF;
import static dev.culvert.directive.Place.LOCATION;
import static dev.culvert.directive.Place.PROXY;
import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Section;
import dev.culvert.directive.Setting;
import dev.culvert.syntax.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The directives of httpd's core about names, paths and pages, and the sections. */
public final class CoreDirectives {
    static final Family FAMILY = Family.of("core");
    static final Family PROXY_SECTIONS = Family.of("mod_proxy");

    private static final Set<Place> OUTER = Set.of(SERVER, VIRTUAL_HOST);
    private static final Set<Place> ANYWHERE = Set.of(SERVER, VIRTUAL_HOST, LOCATION, DIRECTORY, FILES, PROXY, IF);

    /** When a path holds an encoded slash. */
    public enum EncodedSlashes {
        /** The request is answered 404. */
        OFF("Off"),
        /** It becomes a slash. */
        ON("On"),
        /** It stays as it is. */
        NO_DECODE("NoDecode");

        private final String spelling;

        EncodedSlashes(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** Which name the server calls itself by. */
    public enum CanonicalName {
        /** The client's. */
        OFF("Off"),
        /** That of ServerName. */
        ON("On"),
        /** Accepted, and the same as {@link #ON}: no name server is asked. */
        DNS("DNS");

        private final String spelling;

        CanonicalName(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** What stands below an error page. */
    public enum Signature {
        OFF("Off"),
        ON("On"),
        /** With the administrator's address. */
        EMAIL("EMail");

        private final String spelling;

        Signature(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** What becomes of TRACE. */
    public enum Trace {
        OFF("Off"),
        ON("On"),
        /** With a body. */
        EXTENDED("extended");

        private final String spelling;

        Trace(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    private enum Lookups {
        OFF("Off"),
        ON("On"),
        DOUBLE("Double");

        private final String spelling;

        Lookups(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    public static final Setting<Optional<ServerName>> SERVER_NAME = FAMILY.optional("ServerName", CoreDirectives::serverName)
            .in(SERVER, VIRTUAL_HOST)
            .doc("The name a server goes by, with a scheme and a port if they differ from the obvious.");

    public static final Setting<List<String>> SERVER_ALIAS =
            FAMILY.gathering("ServerAlias", List.<String>of(), CoreDirectives::aliases)
                    .in(VIRTUAL_HOST)
                    .doc("Other names of a virtual host; * and ? stand for letters.");

    public static final Setting<String> SERVER_ADMIN = FAMILY.word("ServerAdmin", "an address")
            .in(SERVER, VIRTUAL_HOST).initially("[no address given]")
            .doc("Whom an error page tells people to write to.");

    public static final Setting<Optional<String>> SERVER_ROOT =
            FAMILY.optional("ServerRoot", args -> Reads.word(args, "a directory").text())
                    .in(SERVER)
                    .doc("The directory that relative paths are relative to.");

    public static final Setting<Optional<Word>> DOCUMENT_ROOT =
            FAMILY.optional("DocumentRoot", CoreDirectives::documentRoot)
                    .in(SERVER, VIRTUAL_HOST)
                    .doc("Where the files are that are served for paths which nothing else is mapped to.");

    public static final Setting<Map<Integer, ErrorDocument>> ERROR_DOCUMENT =
            FAMILY.gathering("ErrorDocument", Map.<Integer, ErrorDocument>of(), ErrorDocument::read)
                    .in(SERVER, VIRTUAL_HOST).inSections()
                    .merged((outer, inner, _) -> ErrorDocument.and(outer, inner))
                    .doc("What an error status shows: a text, a path of this server, or a URL elsewhere.");

    public static final Setting<ServerTokens> SERVER_TOKENS = FAMILY.value("ServerTokens", ServerTokens::read)
            .in(SERVER).initially(ServerTokens.FULL)
            .doc("How much the Server header tells about this program.");

    public static final Setting<Signature> SERVER_SIGNATURE = FAMILY.value("ServerSignature", Reads.keyword(Signature.class))
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Signature.OFF)
            .doc("Whether an error page ends with the name and port of the server.");

    public static final Setting<CanonicalName> USE_CANONICAL_NAME =
            FAMILY.value("UseCanonicalName", Reads.keyword(CanonicalName.class))
                    .in(SERVER, VIRTUAL_HOST).inSections().initially(CanonicalName.OFF)
                    .doc("Whether the server calls itself by ServerName or by what the client called it.");

    public static final Setting<Boolean> USE_CANONICAL_PHYSICAL_PORT = FAMILY.flag("UseCanonicalPhysicalPort")
            .in(SERVER, VIRTUAL_HOST).inSections().initially(false)
            .doc("Whether the port that a client connected to may stand for the server's own.");

    public static final Setting<EncodedSlashes> ALLOW_ENCODED_SLASHES =
            FAMILY.value("AllowEncodedSlashes", Reads.keyword(EncodedSlashes.class))
                    .in(SERVER, VIRTUAL_HOST).initially(EncodedSlashes.OFF)
                    .doc("Whether a path may hold %2F, and what becomes of it.");

    public static final Setting<Boolean> MERGE_SLASHES = FAMILY.flag("MergeSlashes")
            .in(SERVER, VIRTUAL_HOST).initially(true)
            .doc("Whether several slashes in a row count as one before sections and mappings are looked up.");

    public static final Setting<Trace> TRACE_ENABLE = FAMILY.value("TraceEnable", Reads.keyword(Trace.class))
            .in(SERVER, VIRTUAL_HOST).initially(Trace.ON)
            .doc("Whether TRACE is answered or forwarded, or refused with 405.");

    public static final Setting<Boolean> HOSTNAME_LOOKUPS = FAMILY.value("HostnameLookups", CoreDirectives::lookups)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(false)
            .doc("Whether clients are looked up by name. Accepted; the log has addresses.");

    public static final Setting<Optional<Handler>> SET_HANDLER = FAMILY.value("SetHandler", Handler::read)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Optional.empty())
            .doc("Who answers instead of what the path was mapped to: proxy:URL, default-handler, or none to take it back.");

    static final List<Section> SECTIONS = List.of(
            FAMILY.section("VirtualHost", VIRTUAL_HOST, Set.of(SERVER), "A server of its own, by address and then by name."),
            FAMILY.section("Location", LOCATION, OUTER, "What holds for a path and everything below it."),
            FAMILY.section("LocationMatch", LOCATION, OUTER, "What holds for paths that a regular expression finds."),
            FAMILY.section("Directory", DIRECTORY, OUTER, "What holds for files in a directory and everything below it."),
            FAMILY.section("DirectoryMatch", DIRECTORY, OUTER, "What holds for files that a regular expression finds."),
            FAMILY.section("Files", FILES, ANYWHERE, "What holds for files of that name."),
            FAMILY.section("FilesMatch", FILES, ANYWHERE, "What holds for files whose name a regular expression finds."),
            FAMILY.section("If", IF, ANYWHERE, "What holds for requests that meet a condition."),
            FAMILY.section("ElseIf", IF, ANYWHERE, "What holds where the <If> before it does not, and this does."),
            FAMILY.section("Else", IF, ANYWHERE, "What holds where no <If> or <ElseIf> before it does."),
            PROXY_SECTIONS.section("Proxy", Place.PROXY, OUTER, "What holds for requests to URLs that begin so."),
            PROXY_SECTIONS.section("ProxyMatch", Place.PROXY, OUTER, "What holds for requests to URLs that a pattern finds."));

    /** Every family of this package. The root adds those of the others. */
    public static final List<Family> FAMILIES = Stream.of(
                    List.of(FAMILY, PROXY_SECTIONS), ConnectionDirectives.FAMILIES, ProcessDirectives.FAMILIES,
                    Accepted.FAMILIES)
            .flatMap(List::stream).toList();

    private CoreDirectives() {}

    private static ServerName serverName(Args args) {
        String text = Reads.word(args, "a host name").text();
        return ServerName.parse(text).orElseThrow(() -> args.error(
                "ServerName: expected [scheme://]name[:port], but was '" + text + "'"));
    }

    private static Word documentRoot(Args args) {
        Word written = Reads.word(args, "a directory");
        return new Word(args.resolve(written.text()).toAbsolutePath().normalize().toString(), written.at());
    }

    private static List<String> aliases(Args args, List<String> soFar) {
        String first = args.next("at least one name");
        return Stream.of(soFar, List.of(first), args.all()).flatMap(List::stream).toList();
    }

    private static boolean lookups(Args args) {
        boolean wanted = Reads.keyword(args, Lookups.class) != Lookups.OFF;
        if (wanted) {
            args.note("HostnameLookups is accepted without effect: clients are logged by their address");
        }
        return wanted;
    }
}
