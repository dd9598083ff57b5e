package dev.culvert.config;

import dev.culvert.directive.Misread;
import dev.culvert.directive.Section;
import dev.culvert.expr.BadExpression;
import dev.culvert.expr.Expression;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Word;
import java.util.List;
import java.util.Optional;

/** The words of an {@code <If>}, {@code <ElseIf>} or {@code <Else>}. */
final class ConditionArgument {
    private ConditionArgument() {}

    /**
     * @param before the clause of the condition that this one follows, if it follows one
     * @throws Misread if the condition makes no sense, or stands where none can
     */
    static Ground.Clause read(Node.Block block, Section section, Optional<Ground.Clause> before) {
        return switch (section.name()) {
            case "If" -> new Ground.Clause(Optional.of(condition(block, section)), List.of());
            case "ElseIf" -> previous(block, section, before).otherwise(Optional.of(condition(block, section)));
            default -> {
                if (!block.words().isEmpty()) {
                    throw misread(block, section, "expected nothing in its brackets, but was '" + word(block) + "'");
                }
                yield previous(block, section, before).otherwise(Optional.empty());
            }
        };
    }

    static Word word(Node.Block block) {
        return block.words().isEmpty() ? new Word("", block.at()) : block.words().getFirst();
    }

    private static Ground.Clause previous(Node.Block block, Section section, Optional<Ground.Clause> before) {
        return before.filter(clause -> clause.when().isPresent()).orElseThrow(() -> misread(block, section,
                "expected an <If> or <ElseIf> before it in the same section"));
    }

    private static Expression condition(Node.Block block, Section section) {
        if (block.words().size() != 1) {
            throw misread(block, section, "expected one condition, in quotation marks if it has spaces");
        }
        try {
            return Expression.parse(word(block).text());
        } catch (BadExpression bad) {
            throw misread(block, section, String.valueOf(bad.getMessage()));
        }
    }

    private static Misread misread(Node.Block block, Section section, String why) {
        return new Misread(Diagnostic.directive(block.at(), "<" + section.name() + ">: " + why));
    }
}
