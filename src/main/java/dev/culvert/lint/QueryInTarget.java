package dev.culvert.lint;

import dev.culvert.route.ProxyPass;
import java.util.stream.Stream;

/** A query in a mapping's URL arrives as part of the path. */
final class QueryInTarget implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(Server::everyOwnMapping)
                .filter(QueryInTarget::isMistaken).map(QueryInTarget::finding);
    }

    /** One with a query in its path has a finding of its own. */
    private static boolean isMistaken(ProxyPass rule) {
        return rule.url().filter(url -> url.contains("?")).isPresent() && !MappingLine.path(rule).contains("?");
    }

    /** Where the rest of the path was meant to go: behind {@code name=}, else to the end of the path. */
    private static String withRest(String target) {
        return target.endsWith("=") ? target + "$1" : target.replaceFirst("\\?", "\\$1?");
    }

    private static Finding finding(ProxyPass rule) {
        MappingLine line = MappingLine.of(rule);
        boolean pattern = MappingLine.isPattern(rule);
        String path = MappingLine.path(rule);
        String from = pattern ? path : "^" + path.replace(".", "\\.") + "(.*)";
        String target = pattern ? line.target() : withRest(line.target());
        return Finding.mistake(rule.at(), "query-in-target", "The ? of a mapping's URL is no beginning of a query: the backend"
                + " is asked for a path with %3F in it. mod_rewrite can add to the query:",
                "RewriteEngine On\nRewriteRule " + Lines.quoted(from) + " " + Lines.quoted(target) + " [P,QSA]");
    }
}
