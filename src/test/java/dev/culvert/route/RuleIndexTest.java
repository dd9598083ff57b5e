package dev.culvert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.expr.Regex;
import dev.culvert.syntax.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleIndexTest {
    private static ProxyPass rule(ProxyPass.From from) {
        return new ProxyPass(from, Optional.of("http://h/"), Set.of(), ProxyPass.Form.DECODED, Settings.NONE, List.of(),
                Place.SERVER, new Position("case", 1));
    }

    private static ProxyPass prefix(String path) {
        return rule(new ProxyPass.From.Prefix(path));
    }

    @Test
    void amongTenThousandPrefixesOnlyThoseThatMayMatchAreLookedAt() {
        List<ProxyPass> rules = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rules.add(prefix("/app" + i + "/"));
        }
        rules.add(rule(new ProxyPass.From.Pattern(Regex.compile("x$").orElseThrow())));
        rules.add(prefix("/"));
        assertThat(new RuleIndex(rules).candidates("/app9876/deep/x"))
                .containsExactly(rules.get(9876), rules.get(10_000), rules.get(10_001));
    }

    /** The shortcut never leaves out a rule that matches, and keeps the order. */
    @Test
    void findsWhatLookingAtEveryRuleFinds() {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            List<ProxyPass> rules = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                rules.add(prefix(path(random)));
            }
            String path = "/" + path(random);
            assertThat(matching(new RuleIndex(rules).candidates(path), path)).isEqualTo(matching(rules, path));
        }
    }

    private static List<ProxyPass> matching(List<ProxyPass> rules, String path) {
        return rules.stream().filter(rule -> rule.from() instanceof ProxyPass.From.Prefix(String prefix)
                && Mapping.prefix(path, prefix).isPresent()).toList();
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            path.append("//ab".charAt(random.nextInt(4)));
        }
        return path.toString();
    }
}
