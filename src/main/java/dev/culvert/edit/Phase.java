package dev.culvert.edit;

import dev.culvert.directive.Args;

/** At which point of a request's way a line holds. */
enum Phase {
    /** What stands in the server and the virtual host, before sections are known. */
    SERVER,
    /** What stands in sections. */
    SECTIONS;

    static Phase of(Args args) {
        return args.place().isSection() ? SECTIONS : SERVER;
    }
}
