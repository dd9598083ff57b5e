package dev.culvert.files;

import dev.culvert.directive.Args;
import dev.culvert.world.FileQuestion.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code FileETag} says a tag is made of: in hex, the size first. */
record Tagging(boolean size, boolean time) {
    static final Tagging USUAL = new Tagging(true, true);

    static Tagging read(Args args, Tagging soFar) {
        List<String> words = args.all();
        Tagging made = words.stream().anyMatch(word -> word.startsWith("+") || word.startsWith("-")) ? soFar : new Tagging(false, false);
        for (String word : words) {
            made = made.with(args, word);
        }
        return made;
    }

    private Tagging with(Args args, String word) {
        boolean signed = word.startsWith("+") || word.startsWith("-");
        boolean on = !word.startsWith("-");
        return switch (word.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT)) {
            case "none" -> new Tagging(false, false);
            case "all" -> USUAL;
            case "size" -> new Tagging(on, time);
            case "mtime" -> new Tagging(size, on);
            case "inode", "digest" -> {
                args.note("FileETag: " + word + " is left out of tags, which are made of size and time");
                yield this;
            }
            default -> throw args.error("FileETag: expected None, All, MTime, Size, INode or Digest, but was '" + word + "'");
        };
    }

    Optional<String> tag(Facts facts) {
        String both = size && time ? "-" : "";
        String text = (size ? Long.toHexString(facts.size()) : "") + both + (time ? Long.toHexString(facts.modified()) : "");
        return text.isEmpty() ? Optional.empty() : Optional.of("\"" + text + "\"");
    }
}
