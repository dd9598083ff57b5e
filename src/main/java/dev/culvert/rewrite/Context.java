package dev.culvert.rewrite;

import dev.culvert.expr.Regex;
import dev.culvert.expr.Subject;
import dev.culvert.world.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What templates are filled in from: the request, and what the rules have come to so far. */
final class Context {
    private final Subject subject;
    private final Trace trace;
    private final Map<String, RewriteMap> maps;
    /** Headers that the condition at hand has looked at. */
    private final List<String> looked = new ArrayList<>(2);
    private Optional<Regex.Match> rule = Optional.empty();
    private Optional<Regex.Match> condition = Optional.empty();
    private String filename;
    private String pathInfo;
    private Optional<String> query;

    Context(Subject subject, Trace trace, Map<String, RewriteMap> maps, DirectoryContext start, Optional<String> query) {
        this.subject = subject;
        this.trace = trace;
        this.maps = maps;
        this.filename = start.filename();
        this.pathInfo = start.pathInfo();
        this.query = query;
    }

    Subject subject() {
        return subject;
    }

    Trace trace() {
        return trace;
    }

    /** What is being rewritten: a path, a file or a URL. */
    String filename() {
        return filename;
    }

    void filename(String now) {
        filename = now;
    }

    String pathInfo() {
        return pathInfo;
    }

    void dropPathInfo() {
        pathInfo = "";
    }

    Optional<String> query() {
        return query;
    }

    void query(Optional<String> now) {
        query = now;
    }

    /** A rule has matched: its groups count from now on, and those of earlier conditions no more. */
    void matched(Optional<Regex.Match> match) {
        rule = match;
        condition = Optional.empty();
        looked.clear();
    }

    void conditionMatched(Regex.Match match) {
        condition = Optional.of(match);
    }

    String ruleGroup(int index) {
        return rule.isPresent() ? rule.get().group(index) : "";
    }

    String conditionGroup(int index) {
        return condition.isPresent() ? condition.get().group(index) : "";
    }

    void looksAt(String header) {
        looked.add(header);
    }

    List<String> looked() {
        return looked;
    }

    /** Nothing if there is no such map, or nothing in it. */
    Optional<String> lookup(String name, String key) {
        RewriteMap map = maps.get(name);
        Optional<String> found = map == null ? Optional.empty() : map.lookup(key, subject);
        if (trace.wants(Level.TRACE5)) {
            trace.say(Level.TRACE5, map == null ? "map lookup FAILED, no such map: map=" : found.isPresent()
                    ? "map lookup OK: map=" : "map lookup FAILED: map=", name, " key=", key,
                    found.map(value -> " -> val=" + value).orElse(""));
        }
        return found;
    }
}
