package dev.culvert.files;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The directives about files: of mod_mime, of mod_dir, and of httpd's core. */
public final class FileDirectives {
    private static final Family CORE = Family.of("core");
    private static final Family MIME = Family.of("mod_mime");
    private static final Family DIR = Family.of("mod_dir");

    static final Setting<Types> TYPES_CONFIG = MIME.value("TypesConfig", Types::file)
            .in(SERVER).initially(Types.USUAL)
            .doc("A file that says which types the extensions of file names stand for.");

    static final Setting<Types> TYPES = byExtension("AddType", "a type, such as text/html", "RemoveType")
            .doc("Which type the extensions of file names stand for, before what TypesConfig says.");

    static final Setting<Types> ENCODINGS = byExtension("AddEncoding", "an encoding, such as gzip", "RemoveEncoding")
            .doc("Which Content-Encoding the extensions of file names stand for.");

    static final Setting<Types> CHARSETS = byExtension("AddCharset", "a charset, such as utf-8", "RemoveCharset")
            .doc("Which charset the extensions of file names stand for.");

    static final Setting<Types> LANGUAGES = byExtension("AddLanguage", "a language, such as en", "RemoveLanguage")
            .doc("Which Content-Language the extensions of file names stand for.");

    static final Setting<Types> HANDLERS = byExtension("AddHandler", "a handler", "RemoveHandler")
            .doc("Which extensions are for a handler. There is none here for files: such a file is never sent as it is.");

    static final Setting<Optional<String>> FORCE_TYPE = CORE.value("ForceType", FileDirectives::type)
            .inSections().initially(Optional.empty())
            .doc("The type of every file, whatever its name; none takes it back.");

    static final Setting<Optional<String>> DEFAULT_CHARSET = CORE.value("AddDefaultCharset", FileDirectives::charset)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Optional.empty())
            .doc("The charset of text/plain and text/html that say none.");

    static final Setting<Links> LINKS = CORE.gathering("Options", Links.UNSAID, Links::read)
            .in(SERVER, VIRTUAL_HOST).inSections().merged((outer, inner, _) -> outer.with(inner))
            .doc("Whether symbolic links are followed; the rest is accepted, and does nothing here.");

    static final Setting<Boolean> ALLOW_OVERRIDE = CORE.value("AllowOverride", FileDirectives::override)
            .also("AllowOverrideList", (args, _) -> override(args))
            .inSections().initially(false)
            .doc("Accepted: there are no .htaccess files here.");

    static final Setting<Tagging> ETAG = CORE.gathering("FileETag", Tagging.USUAL, Tagging::read)
            .in(SERVER, VIRTUAL_HOST).inSections()
            .doc("What an ETag is made of: MTime, Size, All or None.");

    static final Setting<OptionalInt> INDEX_REDIRECT = DIR.value("DirectoryIndexRedirect", FileDirectives::indexRedirect)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(OptionalInt.empty())
            .doc("Whether clients are sent to a directory's index instead of being given it, and with which status.");

    static final Setting<List<String>> DIRECTORY_INDEX =
            DIR.gathering("DirectoryIndex", List.of("index.html"), FileDirectives::index)
                    .in(SERVER, VIRTUAL_HOST).inSections()
                    .doc("Which files are a directory's page, the first that there is; disabled for none.");

    static final Setting<Boolean> DIRECTORY_SLASH = DIR.flag("DirectorySlash")
            .in(SERVER, VIRTUAL_HOST).inSections().initially(true)
            .doc("Whether who asks for a directory without its slash is sent to the one with it.");

    static final Setting<Optional<String>> FALLBACK = DIR.value("FallbackResource", FileDirectives::fallback)
            .in(SERVER, VIRTUAL_HOST).inSections().initially(Optional.empty())
            .doc("The path that is asked for inside where there is no file; disabled for none.");

    private static final Set<String> OVERRIDES = Set.of("none", "all", "authconfig", "fileinfo", "indexes", "limit", "options",
            "nonfatal");

    public static final List<Family> FAMILIES = List.of(CORE, MIME, DIR);

    private FileDirectives() {}

    private static Setting.Draft<Types> byExtension(String add, String expected, String remove) {
        return MIME.gathering(add, Types.NONE, (args, soFar) -> soFar.and(args, expected))
                .also(remove, (args, soFar) -> soFar.without(args))
                .in(SERVER, VIRTUAL_HOST).inSections()
                .merged((outer, inner, _) -> outer.with(inner));
    }

    private static Optional<String> type(Args args) {
        String type = args.next("a type, such as text/html");
        args.end();
        return Optional.of(type).filter(word -> !word.equalsIgnoreCase("none"));
    }

    private static Optional<String> charset(Args args) {
        String word = args.next("On, Off or a charset");
        args.end();
        return word.equalsIgnoreCase("on") ? Optional.of("iso-8859-1") : Optional.of(word).filter(name -> !name.equalsIgnoreCase("off"));
    }

    private static boolean override(Args args) {
        List<String> words = args.all();
        boolean none = words.size() == 1 && words.getFirst().equalsIgnoreCase("none");
        for (String word : words) {
            String name = word.toLowerCase(Locale.ROOT).replaceFirst("=.*", "");
            if (args.name().equalsIgnoreCase("AllowOverride") && !OVERRIDES.contains(name)) {
                throw args.error("AllowOverride: expected None, All, AuthConfig, FileInfo, Indexes, Limit, Options or Nonfatal, but was '"
                        + word + "'");
            }
        }
        if (!none) {
            args.note(args.name() + " is accepted without effect: .htaccess files are not read");
        }
        return !none;
    }

    private static OptionalInt indexRedirect(Args args) {
        String word = args.next("On, Off, permanent, temp, seeother or a status of redirection");
        args.end();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> OptionalInt.empty();
            case "on", "temp" -> OptionalInt.of(302);
            case "permanent" -> OptionalInt.of(301);
            case "seeother" -> OptionalInt.of(303);
            default -> {
                if (!word.matches("3[0-9]{2}")) {
                    throw args.error("DirectoryIndexRedirect: expected On, Off, permanent, temp, seeother or a status such as 307,"
                            + " but was '" + word + "'");
                }
                yield OptionalInt.of(Integer.parseInt(word));
            }
        };
    }

    private static List<String> index(Args args, List<String> soFar) {
        List<String> words = args.all();
        return words.size() == 1 && words.getFirst().equalsIgnoreCase("disabled") ? List.of() : words;
    }

    private static Optional<String> fallback(Args args) {
        String path = args.next("a path of this server, or disabled");
        args.nextIfAny();
        args.end();
        if (path.equalsIgnoreCase("disabled")) {
            return Optional.empty();
        } else if (!path.startsWith("/")) {
            args.warn("FallbackResource: expected a path of this server, such as /index.html, but was '" + path + "'");
            return Optional.empty();
        }
        return Optional.of(path);
    }
}
