package dev.culvert.balance;

/** A request or tunnel that keeps its member busy, from the moment it was chosen. Given back once. */
public final class Claim {
    private final LiveBalancer balancer;
    private final Member member;
    private boolean released;

    Claim(LiveBalancer balancer, Member member) {
        this.balancer = balancer;
        this.member = member;
    }

    public Member member() {
        return member;
    }

    /** Further calls do nothing. */
    public void release() {
        balancer.release(this);
    }

    /** Under the balancer's lock. */
    boolean isFirstRelease() {
        boolean first = !released;
        released = true;
        return first;
    }
}
