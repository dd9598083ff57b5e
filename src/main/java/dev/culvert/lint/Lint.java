package dev.culvert.lint;

import dev.culvert.config.Configuration;
import dev.culvert.syntax.Node;
import java.util.Comparator;
import java.util.List;

/** Finds what is accepted and yet hardly meant. */
public final class Lint {
    /** Every check there is. */
    private static final List<Check> CHECKS = List.of(
            new ShadowedMapping(),
            new OverriddenLocation(),
            new MappingUnderLocation(),
            new QueryInPath(),
            new QueryInTarget(),
            new MappingSlashes(),
            new RuleSlashes(),
            new LostParameter(),
            new TlsEngineOff(),
            new PlainFirst(),
            new SuspectPort(),
            new ShortIdleTimeout(),
            new MapInsteadOfVariable(),
            new CaseOfUpgrade(),
            new AnchoredConnection(),
            new WebSocketRedirect(),
            new RewriteEngineOff(),
            new ConditionWithoutRule(),
            new ReverseForWebSocket(),
            new ForgottenReverse(),
            new ProxyToItself(),
            new ForwardProxy(),
            new ForcedUpgrade(),
            new StickyRoutes());

    private Lint() {}

    /**
     * What there is to say about a configuration, in the order of its lines, each thing once. Never throws for what the
     * configuration says, and does not look at anything outside of it.
     *
     * @param nodes the tree that the configuration was made from
     * @param configuration may have been made with errors; then it is what could be understood
     */
    public static List<Finding> of(List<Node> nodes, Configuration configuration) {
        Survey survey = new Survey(nodes, configuration);
        List<String> files = survey.files();
        return CHECKS.stream().flatMap(check -> check.find(survey)).distinct()
                .sorted(Comparator.comparingInt((Finding finding) -> files.indexOf(finding.at().file()))
                        .thenComparingInt(finding -> finding.at().line())
                        .thenComparing(Finding::name).thenComparing(Finding::why))
                .toList();
    }
}
