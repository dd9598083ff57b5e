package dev.culvert.balance;

import java.time.Instant;

/**
 * What came of one check of a member.
 *
 * @param at when it ended
 * @param words such as {@code status 200}; one line for the log and the balancer manager
 */
public record Diagnosis(Instant at, boolean isWell, String words) {}
