package dev.culvert.balance;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to see of a member at one moment.
 *
 * @param member whose they are, for whoever wants to change it
 * @param backend with the parameters that hold
 * @param status what was written or chosen, and ERROR and HEALTH_CHECK_FAILED if that is so now
 * @param elected how often it was chosen
 * @param busy requests and tunnels it has right now
 * @param load httpd's lbstatus, which the next choice looks at
 * @param failedAt when it failed, if it counts as failed
 * @param transferred bytes sent to it by what has ended
 * @param read bytes received from it by what has ended
 * @param tunnels that are open
 * @param waiting requests in line for one of its {@code max=} connections
 * @param passes checks that went well while it counted as failed
 * @param fails checks that failed since it was last taken out
 * @param starting whether it has not its full share yet
 * @param diagnosis what came of its last check, if it is or was checked
 */
public record MemberFacts(
        Member member, Backend backend, Set<WorkerStatus> status, boolean isUsable, long elected, long busy, long load, long retries,
        Optional<Instant> failedAt, long transferred, long read, long tunnels, long waiting, int passes, int fails, boolean starting,
        Optional<Diagnosis> diagnosis) {}
