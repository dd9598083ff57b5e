package dev.culvert.rewrite;

import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import java.util.Optional;

/** Requests that are only asked what would become of them. */
final class LookAhead {
    private LookAhead() {}

    static String uri(Subject subject) {
        String query = subject.value(Variable.QUERY_STRING);
        return subject.value(Variable.REQUEST_URI) + (query.isEmpty() ? "" : "?" + query);
    }

    /** As if the path that leads to a file below the document root had been asked for. */
    static Optional<Subject> byFile(String file, Subject subject) {
        String root = subject.value(Variable.DOCUMENT_ROOT);
        return subject.lookAhead(Uris.replacePrefix(file, root, "").orElse(file));
    }

    /** The status that a request would get, 200 while nothing speaks against it; 500 where it cannot be found out. */
    static int status(Optional<Subject> ahead) {
        int known = ahead.map(subject -> Bytes.number(subject.value(Variable.REQUEST_STATUS))).orElse(500);
        return known == 0 ? 200 : known;
    }
}
