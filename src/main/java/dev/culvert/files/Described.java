package dev.culvert.files;

import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file's name says about its content.
 *
 * @param type with its charset
 */
record Described(Optional<String> type, Optional<String> encoding, Optional<String> language) {
    /** Nothing if the file is not for sending, but for a handler that would make something of it. */
    static Optional<Described> of(Path file, Settings settings) {
        String[] extensions = String.valueOf(file.getFileName()).split("\\.", -1);
        Optional<String> type = Optional.empty();
        Optional<String> encoding = Optional.empty();
        Optional<String> language = Optional.empty();
        Optional<String> charset = Optional.empty();
        for (int i = 1; i < extensions.length; i++) {
            String extension = extensions[i];
            if (said(settings.get(FileDirectives.HANDLERS), extension).isPresent()) {
                return Optional.empty();
            }
            charset = said(settings.get(FileDirectives.CHARSETS), extension).or(orElse(charset));
            language = said(settings.get(FileDirectives.LANGUAGES), extension).or(orElse(language));
            Optional<String> coding = said(settings.get(FileDirectives.ENCODINGS), extension);
            encoding = coding.or(orElse(encoding));
            type = typed(settings, extension, coding.isPresent()).or(orElse(type));
        }
        Optional<String> known = settings.get(FileDirectives.FORCE_TYPE).or(orElse(type));
        return Optional.of(new Described(withCharset(known, charset, settings), encoding, language));
    }

    private static java.util.function.Supplier<Optional<String>> orElse(Optional<String> before) {
        return () -> before;
    }

    private static Optional<String> said(Types types, String extension) {
        return types.of(extension).filter(value -> !value.isEmpty());
    }

    /** An extension that says how a file is packed does not say what is in it. */
    private static Optional<String> typed(Settings settings, String extension, boolean packed) {
        Optional<String> own = settings.get(FileDirectives.TYPES).of(extension);
        return own.isPresent() || packed
                ? own.filter(value -> !value.isEmpty())
                : settings.get(FileDirectives.TYPES_CONFIG).of(extension);
    }

    private static Optional<String> withCharset(Optional<String> type, Optional<String> charset, Settings settings) {
        return type.map(known -> {
            boolean plain = known.equals("text/plain") || known.equals("text/html");
            Optional<String> of = charset.or(() -> settings.get(FileDirectives.DEFAULT_CHARSET).filter(_ -> plain));
            return known.toLowerCase(Locale.ROOT).contains("charset=") ? known : known + of.map(name -> "; charset=" + name).orElse("");
        });
    }

    Described as(String other) {
        return new Described(Optional.of(other), encoding, language);
    }

    Headers with(Headers.Builder headers) {
        encoding.ifPresent(value -> headers.add("Content-Encoding", value));
        language.ifPresent(value -> headers.add("Content-Language", value));
        type.ifPresent(value -> headers.add("Content-Type", value));
        return headers.build();
    }
}
