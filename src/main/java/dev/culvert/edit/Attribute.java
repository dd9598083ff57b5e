package dev.culvert.edit;

import dev.culvert.expr.Regex;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import java.util.Locale;

/** What SetEnvIf looks at; what there is nothing of is empty. */
sealed interface Attribute {
    String of(Subject subject);

    /** Something that a request has besides its headers. */
    record Fact(Variable variable) implements Attribute {
        @Override
        public String of(Subject subject) {
            return subject.value(variable);
        }
    }

    /** The path: before sections are known, as the client wrote it; then, decoded. */
    record Path(Phase phase) implements Attribute {
        @Override
        public String of(Subject subject) {
            return switch (phase) {
                case SERVER -> written(subject.request().target());
                case SECTIONS -> subject.value(Variable.REQUEST_URI);
            };
        }

        private static String written(String target) {
            int query = target.indexOf('?');
            String path = query < 0 ? target : target.substring(0, query);
            int authority = path.indexOf("://");
            if (path.startsWith("/") || authority < 0) {
                return path;
            }
            int root = path.indexOf('/', authority + 3);
            return root < 0 ? "/" : path.substring(root);
        }
    }

    /** A header, or a variable where there is no such header. */
    record Header(String name) implements Attribute {
        @Override
        public String of(Subject subject) {
            return subject.request().headers().joined(name).or(() -> subject.environment().value(name)).orElse("");
        }
    }

    /** Headers whose names have a pattern in them. */
    record Headers(Regex names) implements Attribute {
        @Override
        public String of(Subject subject) {
            // httpd: the last of them is the one that counts.
            String value = "";
            dev.culvert.http.Headers headers = HeaderTable.withoutDuplicates(subject.request().headers());
            for (int i = 0; i < headers.size(); i++) {
                value = names.find(headers.name(i)).isPresent() ? headers.value(i) : value;
            }
            return value;
        }
    }

    /** The attribute of that name, unless the name is a pattern. */
    static Attribute named(String name, Phase phase) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "remote_host" -> new Fact(Variable.REMOTE_HOST);
            case "remote_addr" -> new Fact(Variable.REMOTE_ADDR);
            case "server_addr" -> new Fact(Variable.SERVER_ADDR);
            case "request_method" -> new Fact(Variable.REQUEST_METHOD);
            case "request_protocol" -> new Fact(Variable.SERVER_PROTOCOL);
            case "request_uri" -> new Path(phase);
            default -> new Header(name);
        };
    }

    /** httpd: rules that stand next to each other and name the same thing look at it once. */
    default boolean isLookedAtWith(Attribute other) {
        return switch (this) {
            case Header(String name) -> other instanceof Header(String another) && name.equalsIgnoreCase(another);
            case Headers(Regex names) -> other instanceof Headers(Regex more) && names.source().equals(more.source());
            case Fact _, Path _ -> equals(other);
        };
    }
}
