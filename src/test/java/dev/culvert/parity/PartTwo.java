package dev.culvert.parity;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases of part 2: rules, expressions, headers, access, files. */
final class PartTwo {
    private static final List<Case> ALL = Stream.of(RewriteProxyCases.all(), RewriteFlagCases.all(),
            RewriteConditionCases.all(), RewriteContextCases.all(), RewriteMapCases.all(),
            FieldCases.all(), SectionCases.all(), ExpressionCases.all(), HeaderEditCases.all(), EnvironmentCases.all(),
            AccessCases.all(), RedirectCases.all(), FileCases.all(), ErrorDocumentCases.all(), LogCases.all(), RemoteCases.all(),
            StartCases.all()).flatMap(List::stream).toList();
    private static final Set<String> NUMBERS = ALL.stream().map(Case::number).collect(Collectors.toSet());

    private PartTwo() {}

    static List<Case> all() {
        return ALL;
    }

    static Set<String> numbers() {
        return NUMBERS;
    }
}
