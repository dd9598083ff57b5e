package dev.culvert.parity;

import java.util.List;
import java.util.stream.Stream;

/** Every case there is, in the order of the table as far as shared setups allow. */
final class Cases {
    private Cases() {}

    static List<Case> all() {
        return Stream.of(finished(), ModuleCases.all(), BalancerCases.all()).flatMap(List::stream).toList();
    }

    /** Those of part 1. */
    private static List<Case> finished() {
        return Stream.of(DecisionCases.all(), AnswerCases.all(), BodyCases.all(), OffCases.all(), TunnelCases.all(),
                MappingCases.all(), HostCases.all(), ErrorCases.all(), HeaderCases.all(), FramingCases.all(), ResponseCases.all(),
                TlsCases.all(), BackendTlsCases.all(), Http2Cases.all(), CheckCases.all()).flatMap(List::stream).toList();
    }
}
