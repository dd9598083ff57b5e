package dev.culvert.admin;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.LiveBalancer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The word that each balancer's forms must bring back. Lives as long as the program: a form outlives a reload. */
final class Nonces {
    private final Map<String, String> random = new ConcurrentHashMap<>();

    /** What {@code nonce=} says, or a random one; empty where nothing may be edited. */
    String of(LiveBalancer balancer) {
        return balancer.configured().parameters().get(BalancerParameters.NONCE)
                .orElseGet(() -> random.computeIfAbsent(balancer.configured().identity(), _ -> UUID.randomUUID().toString()));
    }

    /** Whether edits may be made with this one. */
    boolean admits(LiveBalancer balancer, String given) {
        byte[] own = of(balancer).getBytes(StandardCharsets.UTF_8);
        return own.length > 0 && MessageDigest.isEqual(own, given.getBytes(StandardCharsets.UTF_8));
    }
}
