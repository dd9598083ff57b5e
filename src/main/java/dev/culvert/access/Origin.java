package dev.culvert.access;

import dev.culvert.directive.Args;
import dev.culvert.http.Network;
import java.util.Locale;
import java.util.Optional;

/** Where requests come from. */
sealed interface Origin {
    boolean isThatOf(Visit visit);

    static Origin read(Args args, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("all")) {
            return new Anywhere();
        } else if (lower.startsWith("env=!")) {
            return new WithoutVariable(word.substring(5));
        } else if (lower.startsWith("env=")) {
            return new WithVariable(word.substring(4));
        }
        Optional<Network> network = Network.parse(word);
        if (network.isEmpty() && (word.indexOf('/') >= 0 || word.indexOf(':') >= 0 || word.matches("[0-9.]+"))) {
            throw args.error(args.name() + " from: expected an address, the beginning of one, address/bits,"
                    + " address/mask or a name, but was '" + word + "'");
        }
        return network.<Origin>map(Inside::new).orElseGet(() -> new Domain(word));
    }

    record Anywhere() implements Origin {
        @Override
        public boolean isThatOf(Visit visit) {
            return true;
        }
    }

    record Inside(Network network) implements Origin {
        @Override
        public boolean isThatOf(Visit visit) {
            return network.contains(visit.client().address());
        }
    }

    record Domain(String domain) implements Origin {
        @Override
        public boolean isThatOf(Visit visit) {
            return visit.answers().to(new NameQuestion(visit.client().address()))
                    .filter(name -> NameQuestion.isIn(domain, name)).isPresent();
        }
    }

    record WithVariable(String name) implements Origin {
        @Override
        public boolean isThatOf(Visit visit) {
            return visit.subject().environment().has(name);
        }
    }

    record WithoutVariable(String name) implements Origin {
        @Override
        public boolean isThatOf(Visit visit) {
            return !visit.subject().environment().has(name);
        }
    }
}
