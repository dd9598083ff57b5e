package dev.culvert.access;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Section;
import dev.culvert.directive.Setting;
import dev.culvert.expr.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The directives of mod_authz_core, mod_access_compat, mod_auth_basic and of those who help them. */
public final class AccessDirectives {
    private static final Family CORE = Family.of("core");
    private static final Family AUTHZ_CORE = Family.of("mod_authz_core");
    private static final Family AUTHN_CORE = Family.of("mod_authn_core");
    private static final Family AUTH_BASIC = Family.of("mod_auth_basic")
            .without("AuthBasicAuthoritative", "there is nobody else to ask, so what the user file does not know is refused");
    private static final Family AUTHN_FILE = Family.of("mod_authn_file");
    private static final Family AUTHZ_GROUPFILE = Family.of("mod_authz_groupfile");
    private static final Family ACCESS_COMPAT = Family.of("mod_access_compat");

    /** The ways to find out who somebody is. */
    enum AuthType { NONE, BASIC }

    static final Setting<Rules> REQUIRE = AUTHZ_CORE
            .gathering("Require", Rules.NONE, (args, soFar) -> soFar.require(args))
            .also("AuthMerging", (args, soFar) -> soFar.merging(args))
            .inSections().merged((outer, inner, _) -> Rules.merge(outer, inner))
            .doc("Who may come in; AuthMerging says how that goes with what is required outside.");

    static final Setting<Boolean> FORBIDDEN_ON_FAILURE = AUTHZ_CORE.flag("AuthzSendForbiddenOnFailure")
            .inSections().initially(false)
            .doc("Whether a known user who may not come in is answered 403 instead of being asked again.");

    static final Setting<AuthType> AUTH_TYPE = AUTHN_CORE.value("AuthType", AccessDirectives::authType)
            .inSections().initially(AuthType.NONE)
            .doc("How users are recognized: Basic, or None.");

    static final Setting<Optional<Text>> REALM = AUTHN_CORE.optional("AuthName", AccessDirectives::realm)
            .inSections()
            .doc("What the client is told the password is for. May hold variables.");

    static final Setting<Optional<UserFile>> USER_FILE =
            AUTHN_FILE.optional("AuthUserFile", args -> new UserFile(args.resolve(word(args, "a file"))))
                    .inSections()
                    .doc("The file with users and the hashes of their passwords, as htpasswd writes it.");

    static final Setting<Optional<GroupFile>> GROUP_FILE =
            AUTHZ_GROUPFILE.optional("AuthGroupFile", args -> new GroupFile(args.resolve(word(args, "a file"))))
                    .inSections()
                    .doc("The file with groups and the users in them.");

    static final Setting<List<String>> PROVIDERS = AUTH_BASIC.value("AuthBasicProvider", AccessDirectives::providers)
            .inSections().initially(List.of("file"))
            .doc("Where passwords are looked up. There is one place: file.");

    static final Setting<Boolean> FAKE = AUTH_BASIC.value("AuthBasicFake", args -> refuseUnlessOff(args,
                    "no name is made up for a backend; RequestHeader can send it one"))
            .inSections().initially(false)
            .doc("Accepted if it is off: no login is made up for a backend.");

    static final Setting<Boolean> DIGEST_ALGORITHM = AUTH_BASIC.value("AuthBasicUseDigestAlgorithm",
                    args -> refuseUnlessOff(args, "passwords are not looked up as digests"))
            .inSections().initially(false)
            .doc("Accepted if it is off: passwords are not looked up as digests.");

    static final Setting<Addresses> ADDRESSES = ACCESS_COMPAT
            .gathering("Order", Addresses.NONE, (args, soFar) -> soFar.order(args))
            .also("Allow", (args, soFar) -> soFar.allow(args))
            .also("Deny", (args, soFar) -> soFar.deny(args))
            .also("Satisfy", (args, soFar) -> soFar.satisfy(args))
            .inSections()
            .doc("From where requests may come, in the words of httpd 2.2; an inner section's replace all of an outer one's.");

    static final List<Section> GROUPS = List.of(
            AUTHZ_CORE.group(AccessGroups.ALL, Place.SECTIONS, AccessGroups::all, "All that is required in it must hold."),
            AUTHZ_CORE.group(AccessGroups.ANY, Place.SECTIONS, AccessGroups::any, "One of what is required in it must hold."),
            AUTHZ_CORE.group(AccessGroups.NONE, Place.SECTIONS, AccessGroups::none, "Nothing of what stands in it may hold."),
            AUTHZ_CORE.group("AuthzProviderAlias", Set.of(Place.SERVER), AccessGroups.refused(), "Not supported, and refused."),
            AUTHN_CORE.group("AuthnProviderAlias", Set.of(Place.SERVER), AccessGroups.refused(), "Not supported, and refused."),
            CORE.group("Limit", Place.SECTIONS, AccessGroups.limit(Limit.Kind.ONLY), "What holds for some methods only."),
            CORE.group("LimitExcept", Place.SECTIONS, AccessGroups.limit(Limit.Kind.EXCEPT), "What holds for all other methods."));

    /** The modules whose words all stand behind Require bring no directive. */
    public static final List<Family> FAMILIES = List.of(CORE, AUTHZ_CORE, AUTHN_CORE, AUTH_BASIC, AUTHN_FILE, AUTHZ_GROUPFILE,
            ACCESS_COMPAT, Family.of("mod_authz_host"), Family.of("mod_authz_user"));

    private AccessDirectives() {}

    private static String word(Args args, String expected) {
        String word = args.next(expected);
        args.end();
        return word;
    }

    private static AuthType authType(Args args) {
        String word = word(args, "Basic or None");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "basic" -> AuthType.BASIC;
            case "none" -> AuthType.NONE;
            case "digest" -> throw args.error("AuthType: expected Basic or None; Digest belongs to mod_auth_digest,"
                    + " which this Culvert does not have");
            case "form" -> throw args.error("AuthType: expected Basic or None; Form belongs to mod_auth_form,"
                    + " which this Culvert does not have");
            default -> throw args.error("AuthType: expected Basic or None, which are all that this Culvert knows, but was '"
                    + word + "'");
        };
    }

    private static Text realm(Args args) {
        return RequirementReader.text(args, "AuthName", word(args, "the name of what the password is for, in quotes"));
    }

    private static List<String> providers(Args args) {
        List<String> words = Family.concat(List.of(args.next("file")), args.all());
        words.stream().filter(word -> !word.equals("file")).findFirst().ifPresent(word -> {
            throw args.error("AuthBasicProvider: expected file, which is the only one that this Culvert has, but was '" + word + "'");
        });
        return words;
    }

    private static boolean refuseUnlessOff(Args args, String why) {
        String words = String.join(" ", args.all());
        if (!words.equalsIgnoreCase("off")) {
            throw args.error(args.name() + ": expected Off, but was '" + words + "': " + why);
        }
        return false;
    }
}
