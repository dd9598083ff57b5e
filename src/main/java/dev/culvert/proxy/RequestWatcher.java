package dev.culvert.proxy;

/** Who counts requests, or tells of them. Called on the event loop of the client: it must not wait. */
@FunctionalInterface
public interface RequestWatcher {
    /** Where nobody does. */
    RequestWatcher NONE = _ -> { };

    /** Once for each request: when its answer is out, or its tunnel opens. */
    void settled(Settled request);
}
