package dev.culvert.parity;

import java.util.List;
import java.util.stream.Stream;

/** The cases of balancers. */
final class BalancerCases {
    private static final List<Case> ALL = Stream.of(BalancerChoiceCases.all(), BalancerStickyCases.all(), BalancerFailureCases.all(),
            BalancerMistakeCases.all(), HealthCases.all(), BalancerPageCases.all()).flatMap(List::stream).toList();

    private BalancerCases() {}

    static List<Case> all() {
        return ALL;
    }
}
