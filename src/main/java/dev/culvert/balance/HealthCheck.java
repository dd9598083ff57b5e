package dev.culvert.balance;

import dev.culvert.directive.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How and how often a member is checked.
 *
 * @param method any but NONE
 * @param interval from the end of one check to the beginning of the next
 * @param passes good checks that bring it back
 * @param fails bad checks that take it out
 * @param uri what is asked for below the member's own path; may be empty
 * @param condition what the answer must be like; a status from 200 to 399 if unset
 */
public record HealthCheck(CheckMethod method, Duration interval, int passes, int fails, String uri,
        Optional<CheckCondition> condition) {

    /** @return nothing if a member with these parameters is not checked */
    public static Optional<HealthCheck> of(Settings parameters) {
        CheckMethod method = parameters.get(WorkerParameters.HC_METHOD);
        return method == CheckMethod.NONE ? Optional.empty() : Optional.of(new HealthCheck(method,
                parameters.get(WorkerParameters.HC_INTERVAL),
                parameters.get(WorkerParameters.HC_PASSES),
                parameters.get(WorkerParameters.HC_FAILS),
                parameters.get(WorkerParameters.HC_URI),
                parameters.get(WorkerParameters.HC_EXPR)));
    }
}
