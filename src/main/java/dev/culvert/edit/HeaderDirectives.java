package dev.culvert.edit;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The directives of mod_headers. */
public final class HeaderDirectives {
    public static final Family FAMILY = Family.of("mod_headers");

    static final Setting<List<HeaderEdit>> RESPONSE = lines("Header", HeaderEditReader::response)
            .doc("Changes the headers of answers.");

    static final Setting<List<HeaderEdit>> REQUEST = lines("RequestHeader", HeaderEditReader::request)
            .doc("Changes the headers of requests before they are sent on.");

    private HeaderDirectives() {}

    private static Setting.Draft<List<HeaderEdit>> lines(String name, Function<Args, Optional<HeaderEdit>> reading) {
        return FAMILY.gathering(name, List.<HeaderEdit>of(), (args, soFar) ->
                        Family.concat(soFar, reading.apply(args).stream().toList()))
                .in(SERVER, VIRTUAL_HOST).inSections()
                .merged((outer, inner, _) -> Family.concat(outer, inner));
    }
}
