package dev.culvert.rewrite;

import dev.culvert.expr.Environment;
import dev.culvert.world.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What rules do beside rewriting: variables at once, everything else as {@link Effects} in the end. */
final class Deeds {
    private final Context context;
    private final InstantSource clock;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Set<String> vary = new LinkedHashSet<>();
    private Optional<String> type = Optional.empty();
    private Optional<String> handler = Optional.empty();
    private boolean ended;

    Deeds(Context context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    Effects effects() {
        return cookies.isEmpty() && vary.isEmpty() && type.isEmpty() && handler.isEmpty() && !ended
                ? Effects.NONE
                : new Effects(new ArrayList<>(cookies.values()), type, handler, List.copyOf(vary), ended);
    }

    void varyBy(List<String> headers) {
        vary.addAll(headers);
    }

    void end() {
        ended = true;
        context.trace().say(Level.TRACE8, "[END]: no rule of any section comes after this one");
    }

    void variables(RuleFlags flags) {
        for (Template variable : flags.variables()) {
            edit(variable.expand(context), context.subject().environment());
        }
    }

    private void edit(String line, Environment environment) {
        int colon = line.indexOf(':');
        if (line.startsWith("!")) {
            String name = line.substring(1);
            environment.unset(name);
            context.trace().say(Level.TRACE5, "unsetting env variable '", name, "'");
        } else if (!line.isEmpty()) {
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            environment.set(name, value);
            context.trace().say(Level.TRACE5, "setting env variable '", name, "' to '", value, "'");
        }
    }

    void cookies(RuleFlags flags) {
        for (Template cookie : flags.cookies()) {
            Cookie.of(cookie.expand(context)).ifPresent(this::add);
        }
    }

    private void add(Cookie cookie) {
        if (cookies.containsKey(cookie.name())) {
            context.trace().say(Level.TRACE5, "left out, since it is set already: cookie '", cookie.name(), "'");
        } else {
            String text = cookie.text(clock);
            cookies.put(cookie.name(), text);
            context.trace().say(Level.TRACE5, "setting cookie '", text, "'");
        }
    }

    void typeAndHandler(RuleFlags flags) {
        if (flags.type().isPresent()) {
            type = lower(flags.type().get()).or(() -> type);
            context.trace().say(Level.TRACE2, "[T]: ", context.filename(), " will be of type '", type.orElse(""), "'");
        }
        if (flags.handler().isPresent()) {
            handler = lower(flags.handler().get()).or(() -> handler);
            context.trace().say(Level.TRACE2, "[H]: ", context.filename(), " will be for the handler '",
                    handler.orElse(""), "'");
        }
    }

    private Optional<String> lower(Template template) {
        return Optional.of(template.expand(context).toLowerCase(Locale.ROOT)).filter(text -> !text.isEmpty());
    }
}
