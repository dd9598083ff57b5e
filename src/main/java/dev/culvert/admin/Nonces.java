package dev.culvert.admin;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.LiveBalancer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The words that forms must bring back: one for each balancer, one for the program. A form outlives a reload, and so do they. */
final class Nonces {
    private final Map<String, String> random = new ConcurrentHashMap<>();

    private final String program = UUID.randomUUID().toString();

    /** What the forms about the program as a whole bring back. */
    String ofProgram() {
        return program;
    }

    boolean admitsProgram(String given) {
        return isSame(program, given);
    }

    /** What {@code nonce=} says, or a random one; empty where nothing may be edited. */
    String of(LiveBalancer balancer) {
        return balancer.configured().parameters().get(BalancerParameters.NONCE)
                .orElseGet(() -> random.computeIfAbsent(balancer.configured().identity(), _ -> UUID.randomUUID().toString()));
    }

    /** Whether edits may be made with this one. */
    boolean admits(LiveBalancer balancer, String given) {
        return !of(balancer).isEmpty() && isSame(of(balancer), given);
    }

    private static boolean isSame(String own, String given) {
        return MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
