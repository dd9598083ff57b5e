package dev.culvert.access;

import dev.culvert.directive.Args;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which methods the lines in a {@code <Limit>} or {@code <LimitExcept>} are about. */
record Limit(Kind kind, Set<String> methods) {
    /** Which way round. */
    enum Kind { ONLY, EXCEPT }

    Limit {
        methods = Set.copyOf(methods);
    }

    /** httpd: HEAD is GET to every rule about methods. */
    static String canonical(String method) {
        return method.equals("HEAD") ? "GET" : method;
    }

    boolean covers(String method) {
        return methods.contains(canonical(method)) == (kind == Kind.ONLY);
    }

    static Limit read(Args args, Kind kind) {
        List<String> words = args.all();
        if (words.isEmpty()) {
            throw args.error("<" + args.name() + "> expects at least one method, such as POST");
        } else if (words.contains("TRACE")) {
            throw args.error("<" + args.name() + ">: TRACE cannot stand here; TraceEnable says what becomes of it");
        }
        return new Limit(kind, words.stream().map(Limit::canonical).collect(Collectors.toSet()));
    }
}
