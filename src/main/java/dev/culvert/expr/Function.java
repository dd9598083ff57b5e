package dev.culvert.expr;

import dev.culvert.http.Headers;
import dev.culvert.http.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be called in an expression: {@code tolower(…)}, {@code %{TOLOWER:…}}. What does not exist is an empty text. */
enum Function {
    REQ(Function::requestHeader),
    HTTP(Function::requestHeader),
    REQ_NOVARY(Function::requestHeader),
    RESP((subject, name) -> subject.response().map(Response::headers).orElse(Headers.NONE).joined(name).orElse("")),
    HC((subject, what) -> what.equalsIgnoreCase("body") ? subject.body() : ""),
    REQENV((subject, name) -> subject.environment().value(name).orElse("")),
    OSENV((subject, name) -> Octets.of(subject.systemEnvironment().getOrDefault(name, ""))),
    ENV(Function::anyVariable),
    NOTE((subject, name) -> subject.notes().value(name).orElse("")),
    SSL((subject, name) -> subject.ssl(name).orElse("")),
    TOLOWER((_, text) -> Octets.lower(text)),
    TOUPPER((_, text) -> Octets.upper(text)),
    ESCAPE((_, text) -> Coding.escape(text)),
    UNESCAPE((_, text) -> Coding.unescape(text)),
    BASE64((_, text) -> Coding.base64(text)),
    UNBASE64((_, text) -> Coding.unbase64(text)),
    MD5((_, text) -> digest("MD5", text)),
    SHA1((_, text) -> digest("SHA-1", text)),
    FILE((subject, path) -> FileTest.path(path).map(known -> subject.answers().to(new FileContent(known))).orElse("")),
    FILESIZE((subject, path) -> Long.toString(FileTest.facts(subject, path).size()));

    private static final Map<String, Function> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Function::name, function -> function));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds on to nothing
    private final Meaning meaning;

    Function(Meaning meaning) {
        this.meaning = meaning;
    }

    /** The function of that name, in any case. */
    static Optional<Function> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    String of(Subject subject, String argument) {
        return meaning.of(subject, argument);
    }

    @FunctionalInterface
    private interface Meaning {
        String of(Subject subject, String argument);
    }

    private static String requestHeader(Subject subject, String name) {
        return subject.request().headers().joined(name).orElse("");
    }

    private static String anyVariable(Subject subject, String name) {
        return subject.environment().value(name)
                .or(() -> subject.notes().value(name))
                .orElseGet(() -> OSENV.of(subject, name));
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Octets.bytes(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }
}
