package dev.culvert.e2e;

/** Culvert in this JVM. */
record CulvertFront(Running culvert) implements Front {
    @Override
    public int port() {
        return culvert.port();
    }

    // To be bound to the live counters of the member itself; until then, what the manager says of them.
    @Override
    public long busy(Member member) {
        return manager().busy(member);
    }

    @Override
    public void close() {
        culvert.awaitNoTunnels();
        culvert.close();
    }
}
