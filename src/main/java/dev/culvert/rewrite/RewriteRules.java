package dev.culvert.rewrite;

import dev.culvert.directive.Place;
import java.util.function.UnaryOperator;

/**
 * What mod_rewrite's directives say: to the server, before a path is mapped, and to the sections, after it was.
 * All of them are one value, since a section that says anything about rewriting begins anew.
 */
record RewriteRules(Layer server, Layer directory) {
    static final RewriteRules NONE = new RewriteRules(Layer.NONE, Layer.NONE);

    RewriteRules withServer(UnaryOperator<Layer> change) {
        return new RewriteRules(change.apply(server), directory);
    }

    RewriteRules withDirectory(UnaryOperator<Layer> change) {
        return new RewriteRules(server, change.apply(directory));
    }

    RewriteRules with(RewriteRules inner, Place inside) {
        return inside.isSection()
                ? new RewriteRules(server, directory.with(inner.directory))
                : new RewriteRules(server.with(inner.server), directory.with(inner.directory));
    }
}
