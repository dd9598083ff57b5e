package dev.culvert.config;

import dev.culvert.directive.Place;
import dev.culvert.expr.Expression;
import java.util.List;
import java.util.Optional;

/**
 * What a section covers.
 *
 * @param place LOCATION, PROXY, DIRECTORY, FILES or IF
 * @param extent everything, for an {@code <If>}
 * @param clause the condition of an {@code <If>}
 * @param outer the section that this one stands in; both must cover
 */
public record Ground(Place place, Extent extent, Optional<Clause> clause, Optional<Ground> outer) {
    /**
     * The condition of an {@code <If>}, {@code <ElseIf>} or {@code <Else>}.
     *
     * @param when nothing for {@code <Else>}
     * @param unless the conditions of those before it, none of which may hold
     */
    public record Clause(Optional<Expression> when, List<Expression> unless) {
        public Clause {
            unless = List.copyOf(unless);
        }

        boolean holds(Whereabouts at) {
            return at.subject().isPresent()
                    && unless.stream().noneMatch(before -> before.holds(at.subject().get()))
                    && when.map(condition -> condition.holds(at.subject().get())).orElse(true);
        }

        /** The clause of the {@code <ElseIf>} or {@code <Else>} that follows. */
        Clause otherwise(Optional<Expression> next) {
            List<Expression> all = new java.util.ArrayList<>(unless);
            when.ifPresent(all::add);
            return new Clause(next, all);
        }
    }

    /**
     * @throws dev.culvert.expr.Regex.BudgetSpent if a pattern could not be decided in time
     * @throws dev.culvert.world.Unanswered if a condition asks for what is not known yet
     */
    boolean covers(Whereabouts at) {
        return outer.map(around -> around.covers(at)).orElse(true)
                && text(at).map(extent::covers).orElse(false)
                && clause.map(condition -> condition.holds(at)).orElse(true);
    }

    /** What the extent is held against, if there is such a thing. */
    Optional<String> text(Whereabouts at) {
        return switch (place) {
            case LOCATION, IF, SERVER, VIRTUAL_HOST -> Optional.of(at.path());
            case PROXY -> at.url();
            case DIRECTORY -> at.file();
            case FILES -> at.file().map(file -> file.substring(file.lastIndexOf('/') + 1));
        };
    }

    /** How many sections it stands in. */
    int depth() {
        return outer.map(around -> around.depth() + 1).orElse(0);
    }
}
