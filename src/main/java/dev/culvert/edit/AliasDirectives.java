package dev.culvert.edit;

import static dev.culvert.directive.Place.LOCATION;
import static dev.culvert.directive.Place.PROXY;
import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.util.List;

/** The directives of mod_alias. */
public final class AliasDirectives {
    public static final Family FAMILY = Family.of("mod_alias");

    static final Setting<RedirectRules> REDIRECTS =
            FAMILY.gathering("Redirect", RedirectRules.NONE, (args, soFar) -> RedirectReader.redirect(args, soFar))
                    .also("RedirectMatch", (args, soFar) -> soFar.and(RedirectReader.match(args)))
                    .also("RedirectPermanent", (args, soFar) -> soFar.and(RedirectReader.fixed(args, 301)))
                    .also("RedirectTemp", (args, soFar) -> soFar.and(RedirectReader.fixed(args, 302)))
                    .in(SERVER, VIRTUAL_HOST).inSections()
                    .merged((outer, inner, _) -> outer.with(inner))
                    .doc("Sends clients elsewhere, or away.");

    static final Setting<Boolean> RELATIVE = FAMILY.flag("RedirectRelative")
            .in(SERVER, VIRTUAL_HOST).inSections().initially(false)
            .doc("Whether a redirect to a path of this server stays a path, without scheme and name.");

    static final Setting<List<AliasRule>> ALIASES =
            FAMILY.gathering("Alias", List.<AliasRule>of(), (args, soFar) -> Family.concat(soFar, List.of(AliasRule.prefix(args, soFar))))
                    .also("AliasMatch", Family.appending(AliasRule::pattern))
                    .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
                    // httpd: the innermost come first.
                    .merged((outer, inner, _) -> Family.concat(inner, outer))
                    .doc("Lets part of the URL space be a place of the file system.");

    static final Setting<Boolean> PRESERVE_PATH = FAMILY.flag("AliasPreservePath")
            .in(SERVER, VIRTUAL_HOST).inSections().initially(false)
            .doc("Whether what stands behind a location's path is kept when the location has an Alias.");

    static final Setting<Boolean> SCRIPTS = FAMILY.value("ScriptAlias", AliasDirectives::refused)
            .also("ScriptAliasMatch", (args, _) -> refused(args))
            .in(SERVER, VIRTUAL_HOST).inSections().initially(false)
            .doc("Lets part of the URL space be a place of CGI programs; not supported.");

    private AliasDirectives() {}

    private static boolean refused(Args args) {
        throw args.error(args.name() + " is not supported: Culvert runs no CGI programs");
    }
}
