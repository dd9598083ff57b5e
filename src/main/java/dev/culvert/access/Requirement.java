package dev.culvert.access;

import dev.culvert.expr.Expression;
import dev.culvert.expr.Text;
import dev.culvert.expr.Variable;
import dev.culvert.http.Network;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a {@code Require} asks for. */
sealed interface Requirement {
    Standing judge(Visit visit);

    private static Standing granted(boolean holds) {
        return holds ? Standing.GRANTED : Standing.DENIED;
    }

    private static Standing ifUser(Visit visit, Predicate<String> holds) {
        return visit.user().map(user -> granted(holds.test(user))).orElse(Standing.NEEDS_USER);
    }

    /** {@code all granted} and {@code all denied}. */
    record Everyone(Standing standing) implements Requirement {
        @Override
        public Standing judge(Visit visit) {
            return standing;
        }
    }

    record Ip(List<Network> networks) implements Requirement {
        public Ip {
            networks = List.copyOf(networks);
        }

        @Override
        public Standing judge(Visit visit) {
            return granted(networks.stream().anyMatch(network -> network.contains(visit.client().address())));
        }
    }

    /** The name that the client's address has, and that has the client's address. */
    record Host(List<Text> domains) implements Requirement {
        public Host {
            domains = List.copyOf(domains);
        }

        @Override
        public Standing judge(Visit visit) {
            return granted(visit.words(domains).anyMatch(domain -> visit.answers()
                    .to(new NameQuestion(visit.client().address())).filter(name -> NameQuestion.isIn(domain, name)).isPresent()));
        }
    }

    record ForwardDns(List<Text> names) implements Requirement {
        public ForwardDns {
            names = List.copyOf(names);
        }

        @Override
        public Standing judge(Visit visit) {
            return granted(visit.words(names).anyMatch(
                    name -> visit.answers().to(new AddressQuestion(name)).contains(visit.client().address())));
        }
    }

    record Local() implements Requirement {
        @Override
        public Standing judge(Visit visit) {
            return granted(visit.client().isLocal());
        }
    }

    /** One of them is set, to whatever it may be. */
    record Env(List<String> names) implements Requirement {
        public Env {
            names = List.copyOf(names);
        }

        @Override
        public Standing judge(Visit visit) {
            return granted(names.stream().anyMatch(visit.subject().environment()::has));
        }
    }

    record Method(Set<String> methods) implements Requirement {
        public Method {
            methods = Set.copyOf(methods);
        }

        @Override
        public Standing judge(Visit visit) {
            return granted(methods.contains(Limit.canonical(visit.method())));
        }
    }

    record Condition(Expression expression) implements Requirement {
        @Override
        public Standing judge(Visit visit) {
            if (expression.holds(visit.identified())) {
                return Standing.GRANTED;
            }
            // httpd: whether it speaks of the user is seen when it is read, not when it is decided.
            return expression.toString().contains(Variable.REMOTE_USER.name()) ? Standing.NEEDS_USER : Standing.DENIED;
        }
    }

    record Tls() implements Requirement {
        @Override
        public Standing judge(Visit visit) {
            return granted(visit.subject().value(Variable.HTTPS).equalsIgnoreCase("on"));
        }
    }

    /** The client has shown a certificate, and it was found good. */
    record Certificate() implements Requirement {
        @Override
        public Standing judge(Visit visit) {
            return granted(visit.client().tls().filter(tls -> tls.verdict().equals("SUCCESS")).isPresent());
        }
    }

    record User(List<Text> names) implements Requirement {
        public User {
            names = List.copyOf(names);
        }

        @Override
        public Standing judge(Visit visit) {
            return ifUser(visit, user -> visit.words(names).anyMatch(name -> Visit.isSame(name, user)));
        }
    }

    record Group(List<Text> names) implements Requirement {
        public Group {
            names = List.copyOf(names);
        }

        @Override
        public Standing judge(Visit visit) {
            return ifUser(visit, user -> {
                Set<String> groups = GroupFile.groupsOf(user, visit);
                return visit.words(names).anyMatch(name -> groups.stream().anyMatch(group -> Visit.isSame(name, group)));
            });
        }
    }

    record ValidUser() implements Requirement {
        @Override
        public Standing judge(Visit visit) {
            return ifUser(visit, _ -> true);
        }
    }
}
