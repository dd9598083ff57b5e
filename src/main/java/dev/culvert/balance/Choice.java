package dev.culvert.balance;

/** What a balancer says when a request asks for a member. */
public sealed interface Choice {
    /**
     * @param claim on the member, to be given back when the request or its tunnel has ended
     * @param routeChanged whether the client is to learn a new route
     */
    record Taken(Claim claim, boolean routeChanged) implements Choice {}

    /** The client's own member is down, and it may go to no other. */
    record RouteDown(String route) implements Choice {}

    /** Not one is usable. */
    record NoneUsable() implements Choice {}

    /** There are no members at all. */
    record NoMembers() implements Choice {}
}
