package dev.culvert.proxy;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;

/** What httpd has no directive for. Wrapped in {@code <IfModule mod_culvert.c>}, the same file still runs in httpd. */
public final class CulvertDirectives {
    public static final Family FAMILY = Family.of("mod_culvert");

    /** Some old backends answer 101 with an accept value that is not the hash of the key. */
    public static final Setting<Boolean> VERIFY_ACCEPT = FAMILY.flag("CulvertVerifyAccept")
            .in(SERVER, VIRTUAL_HOST)
            .inSections()
            .initially(true)
            .doc("Whether a backend's 101 must carry the Sec-WebSocket-Accept that the client's key asks for.");

    private CulvertDirectives() {}
}
