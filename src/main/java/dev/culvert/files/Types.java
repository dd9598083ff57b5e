package dev.culvert.files;

import dev.culvert.directive.Args;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the extensions of a file's name say about it, by extension without its dot and in lower case. Immutable. */
record Types(Map<String, String> byExtension) {
    static final Types NONE = new Types(Map.of());
    private static final long LIMIT = 4L << 20;

    /** What is known without a file of types: enough for a page beside a socket. */
    static final Types USUAL = new Types(Map.ofEntries(
            Map.entry("html", "text/html"), Map.entry("htm", "text/html"), Map.entry("css", "text/css"),
            Map.entry("js", "text/javascript"), Map.entry("mjs", "text/javascript"), Map.entry("json", "application/json"),
            Map.entry("map", "application/json"), Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain"), Map.entry("md", "text/markdown"), Map.entry("xml", "application/xml"),
            Map.entry("svg", "image/svg+xml"), Map.entry("png", "image/png"), Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"), Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"), Map.entry("ico", "image/vnd.microsoft.icon"), Map.entry("wasm", "application/wasm"),
            Map.entry("woff", "font/woff"), Map.entry("woff2", "font/woff2"), Map.entry("ttf", "font/ttf"),
            Map.entry("pdf", "application/pdf"), Map.entry("mp4", "video/mp4"), Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"), Map.entry("wav", "audio/x-wav"), Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip")));

    Types {
        byExtension = Map.copyOf(byExtension);
    }

    Optional<String> of(String extension) {
        return Optional.ofNullable(byExtension.get(extension.toLowerCase(Locale.ROOT)));
    }

    Types with(Types inner) {
        Map<String, String> all = new HashMap<>(byExtension);
        all.putAll(inner.byExtension);
        return new Types(all);
    }

    /** {@code AddType text/x .a b}: a value, and the extensions that it is for. */
    Types and(Args args, String expected) {
        String value = args.next(expected);
        String first = args.next("at least one extension");
        Map<String, String> all = new HashMap<>(byExtension);
        all.put(extension(first), value);
        args.all().forEach(extension -> all.put(extension(extension), value));
        return new Types(all);
    }

    /** {@code RemoveType .a b}: an empty value hides what stands outside. */
    Types without(Args args) {
        Map<String, String> all = new HashMap<>(byExtension);
        all.put(extension(args.next("at least one extension")), "");
        args.all().forEach(extension -> all.put(extension(extension), ""));
        return new Types(all);
    }

    private static String extension(String written) {
        return (written.startsWith(".") ? written.substring(1) : written).toLowerCase(Locale.ROOT);
    }

    /** {@code TypesConfig}: lines of a type and its extensions. */
    static Types file(Args args) {
        Path path = args.resolve(args.next("a file of types"));
        args.end();
        try {
            if (Files.size(path) > LIMIT) {
                throw args.error("TypesConfig: expected at most " + LIMIT + " bytes, but " + path + " has more");
            }
            Map<String, String> all = new HashMap<>();
            for (String line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
                String[] words = line.strip().split("\\s+", -1);
                for (int i = 1; i < words.length && !words[0].startsWith("#"); i++) {
                    all.put(words[i].toLowerCase(Locale.ROOT), words[0]);
                }
            }
            return new Types(all);
        } catch (IOException e) {
            throw args.error("TypesConfig: expected a file that can be read, but " + path + " cannot be: " + e.getMessage());
        }
    }
}
