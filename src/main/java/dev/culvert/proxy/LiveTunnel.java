package dev.culvert.proxy;

/** A tunnel that is open. Any thread may ask; what is told is of about this moment. */
public interface LiveTunnel {
    TunnelFacts facts();

    Traffic traffic();

    /**
     * Ends it soon: politely, where its ends speak WebSocket and its frames are followed. One that is being ended, or has
     * ended, stays as it is.
     */
    void end(Farewell farewell);

    /** As {@link #end}, but one that is being ended is ended at once. */
    void insist(Farewell farewell);
}
