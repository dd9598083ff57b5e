package dev.culvert.log;

import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the LogFormat lines say.
 *
 * @param unnamed the last one without a nickname: what TransferLog writes
 */
record Formats(Optional<AccessFormat> unnamed, Map<String, AccessFormat> nicknames) {
    static final Formats NONE = new Formats(Optional.empty(), Map.of());

    Formats {
        nicknames = Map.copyOf(nicknames);
    }

    static Formats read(Args args, Formats soFar) {
        AccessFormat format = AccessFormat.read(args, args.next("a format"));
        Optional<String> nickname = args.nextIfAny();
        args.end();
        return nickname.map(name -> soFar.and(name, format)).orElseGet(() -> new Formats(Optional.of(format), soFar.nicknames));
    }

    static Formats merge(Formats outer, Formats inner, Place inside) {
        Map<String, AccessFormat> all = new HashMap<>(outer.nicknames);
        all.putAll(inner.nicknames);
        return new Formats(inner.unnamed.or(outer::unnamed), all);
    }

    private Formats and(String nickname, AccessFormat format) {
        Map<String, AccessFormat> all = new HashMap<>(nicknames);
        all.put(nickname, format);
        return new Formats(unnamed, all);
    }

    /** The format of a log. A nickname may be defined after the line that uses it. */
    AccessFormat of(CustomLog log) {
        AccessFormat written = log.format().or(this::unnamed).orElse(AccessFormat.COMMON);
        return nicknames.getOrDefault(written.source(), written);
    }
}
