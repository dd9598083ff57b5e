package dev.culvert.rewrite;

import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Headers;
import dev.culvert.world.Level;
import java.util.Locale;
import java.util.Map;

/** What {@code %{…}} stands for. */
sealed interface Reference {
    String value(Context context);

    /** What it is in another request, which no rule is being applied to. */
    String value(Subject subject);

    /** Header variables by the header they are about; of these, answers may depend on. */
    Map<String, String> HEADERS = Map.of("HTTP_USER_AGENT", "User-Agent", "HTTP_REFERER", "Referer", "HTTP_COOKIE", "Cookie",
            "HTTP_FORWARDED", "Forwarded", "HTTP_PROXY_CONNECTION", "Proxy-Connection", "HTTP_ACCEPT", "Accept");

    /** An unknown name is no mistake, but empty. */
    static Reference named(String name) {
        int colon = name.indexOf(':');
        if (colon >= 0) {
            return prefixed(name.substring(0, colon).toUpperCase(Locale.ROOT), name.substring(colon + 1));
        }
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "REQUEST_FILENAME", "SCRIPT_FILENAME" -> new Filename();
            case "QUERY_STRING" -> new Query();
            case "PATH_INFO" -> new PathInfo();
            default -> HEADERS.containsKey(upper)
                    ? new Header(HEADERS.getOrDefault(upper, ""))
                    : Variable.named(upper).filter(Variable::isKnownToRules).<Reference>map(Server::new).orElseGet(Nothing::new);
        };
    }

    private static Reference prefixed(String prefix, String name) {
        return switch (prefix) {
            case "ENV" -> new Environment(name);
            case "HTTP" -> new Header(name);
            case "SSL" -> new Ssl(name);
            case "LA-U" -> new AheadByPath(named(name));
            case "LA-F" -> new AheadByFile(named(name));
            default -> new Nothing();
        };
    }

    record Nothing() implements Reference {
        @Override
        public String value(Context context) {
            return "";
        }

        @Override
        public String value(Subject subject) {
            return "";
        }
    }

    record Server(Variable variable) implements Reference {
        @Override
        public String value(Context context) {
            return value(context.subject());
        }

        @Override
        public String value(Subject subject) {
            return subject.value(variable);
        }
    }

    /** httpd: before a request is mapped, its file is the path that the rules have come to. */
    record Filename() implements Reference {
        @Override
        public String value(Context context) {
            return context.filename();
        }

        @Override
        public String value(Subject subject) {
            return subject.value(Variable.REQUEST_FILENAME);
        }
    }

    record Query() implements Reference {
        @Override
        public String value(Context context) {
            return context.query().orElse("");
        }

        @Override
        public String value(Subject subject) {
            return subject.value(Variable.QUERY_STRING);
        }
    }

    record PathInfo() implements Reference {
        @Override
        public String value(Context context) {
            return context.pathInfo();
        }

        @Override
        public String value(Subject subject) {
            return subject.value(Variable.PATH_INFO);
        }
    }

    record Header(String name) implements Reference {
        @Override
        public String value(Context context) {
            Headers headers = context.subject().request().headers();
            int index = index(headers, 0);
            if (index < 0) {
                return "";
            }
            if (!name.equalsIgnoreCase("Host")) {
                context.looksAt(name);
            }
            return joined(headers, index);
        }

        @Override
        public String value(Subject subject) {
            Headers headers = subject.request().headers();
            int index = index(headers, 0);
            return index < 0 ? "" : joined(headers, index);
        }

        private String joined(Headers headers, int index) {
            return index(headers, index + 1) < 0 ? headers.value(index) : headers.joined(name).orElse("");
        }

        /** Most rules look at a header: one walk without a list. */
        private int index(Headers headers, int from) {
            for (int i = from; i < headers.size(); i++) {
                if (headers.name(i).length() == name.length() && headers.name(i).equalsIgnoreCase(name)) {
                    return i;
                }
            }
            return -1;
        }
    }

    record Environment(String name) implements Reference {
        @Override
        public String value(Context context) {
            return value(context.subject());
        }

        @Override
        public String value(Subject subject) {
            return subject.notes().value(name).or(() -> subject.environment().value(name))
                    .orElseGet(() -> subject.systemEnvironment().getOrDefault(name, ""));
        }
    }

    record Ssl(String name) implements Reference {
        @Override
        public String value(Context context) {
            return value(context.subject());
        }

        @Override
        public String value(Subject subject) {
            return subject.ssl(name).orElse("");
        }
    }

    /** What it will be once the path that was asked for is mapped. */
    record AheadByPath(Reference of) implements Reference {
        @Override
        public String value(Context context) {
            return traced(context, context.subject().value(Variable.REQUEST_URI), value(context.subject()));
        }

        @Override
        public String value(Subject subject) {
            return subject.lookAhead(LookAhead.uri(subject)).map(of::value).orElse("");
        }
    }

    /** What it will be for the file that the rules have come to. */
    record AheadByFile(Reference of) implements Reference {
        @Override
        public String value(Context context) {
            Subject subject = context.subject();
            String found = LookAhead.byFile(context.filename(), subject).map(of::value).orElse("");
            return traced(context, context.filename(), found);
        }

        @Override
        public String value(Subject subject) {
            return LookAhead.byFile(subject.value(Variable.REQUEST_FILENAME), subject).map(of::value).orElse("");
        }
    }

    private static String traced(Context context, String path, String value) {
        context.trace().say(Level.TRACE5, "lookahead: path=", path, " -> val=", value);
        return value;
    }
}
