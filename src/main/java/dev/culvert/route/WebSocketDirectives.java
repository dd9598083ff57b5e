package dev.culvert.route;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.util.Locale;

/** The directive of mod_proxy_wstunnel. */
public final class WebSocketDirectives {
    public static final Family FAMILY = Family.of("mod_proxy_wstunnel");

    /** httpd: allowed in sections as well, though its manual does not say so. */
    public static final Setting<Boolean> FALLBACK_TO_HTTP =
            FAMILY.value("ProxyWebsocketFallbackToProxyHttp", WebSocketDirectives::onOff)
                    .in(SERVER, VIRTUAL_HOST).inSections().initially(true)
                    .doc("Whether a ws:// rule serves plain HTTP to requests that ask for no upgrade.");

    private WebSocketDirectives() {}

    /** httpd: a second word is overlooked. */
    private static boolean onOff(Args args) {
        String word = args.next("On or Off");
        args.all();
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw args.error(args.name() + " must be On or Off, but was '" + word + "'");
        };
    }
}
