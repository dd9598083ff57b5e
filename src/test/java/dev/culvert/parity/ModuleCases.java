package dev.culvert.parity;

import java.util.List;
import java.util.stream.Stream;

/** The cases of the modules around the proxy: rules, expressions, headers, access, files. */
final class ModuleCases {
    private static final List<Case> ALL = Stream.of(RewriteProxyCases.all(), RewriteFlagCases.all(),
            RewriteConditionCases.all(), RewriteContextCases.all(), RewriteMapCases.all(),
            FieldCases.all(), SectionCases.all(), ExpressionCases.all(), HeaderEditCases.all(), EnvironmentCases.all(),
            AccessCases.all(), RedirectCases.all(), FileCases.all(), ErrorDocumentCases.all(), LogCases.all(), RemoteCases.all(),
            StartCases.all()).flatMap(List::stream).toList();

    private ModuleCases() {}

    static List<Case> all() {
        return ALL;
    }
}
