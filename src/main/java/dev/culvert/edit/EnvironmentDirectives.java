package dev.culvert.edit;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.http.Octets;
import java.util.List;

/** The directives of mod_env and mod_setenvif. */
public final class EnvironmentDirectives {
    public static final Family ENV = Family.of("mod_env");
    public static final Family SETENVIF = Family.of("mod_setenvif");

    static final Setting<FixedVariables> FIXED = ENV.gathering("SetEnv", FixedVariables.NONE, EnvironmentDirectives::set)
            .also("PassEnv", EnvironmentDirectives::pass)
            .also("UnsetEnv", EnvironmentDirectives::unset)
            .in(SERVER, VIRTUAL_HOST).inSections()
            .merged((outer, inner, _) -> outer.with(inner))
            .doc("Variables that every request has, with a value or with that of the process.");

    static final Setting<List<VariableRule>> RULES = SETENVIF.list("SetEnvIf", VariableRuleReader::onAttribute)
            .also("SetEnvIfNoCase", Family.appending(VariableRuleReader::onAttributeWithoutCase))
            .also("BrowserMatch", Family.appending(VariableRuleReader::onBrowser))
            .also("BrowserMatchNoCase", Family.appending(VariableRuleReader::onBrowserWithoutCase))
            .also("SetEnvIfExpr", Family.appending(VariableRuleReader::onExpression))
            .in(SERVER, VIRTUAL_HOST).inSections()
            .doc("Variables that a request has if something is true of it.");

    private EnvironmentDirectives() {}

    private static FixedVariables set(Args args, FixedVariables soFar) {
        String name = name(args);
        String value = Octets.of(args.nextIfAny().orElse(""));
        args.end();
        if (name.contains("=")) {
            args.warn("AH10032: SetEnv expects a name and then a value; '" + name + "' is taken for a name, equals sign and all");
        }
        return soFar.set(name, value);
    }

    private static FixedVariables pass(Args args, FixedVariables soFar) {
        name(args, args.peek().orElse(""));
        FixedVariables all = soFar;
        for (String name : args.all()) {
            all = all.pass(name);
        }
        return all;
    }

    private static FixedVariables unset(Args args, FixedVariables soFar) {
        name(args, args.peek().orElse(""));
        FixedVariables all = soFar;
        for (String name : args.all()) {
            all = all.unset(name);
        }
        return all;
    }

    private static String name(Args args) {
        return name(args, args.nextIfAny().orElse(""));
    }

    private static String name(Args args, String name) {
        if (name.isEmpty()) {
            throw args.error(args.name() + ": expected the name of a variable, but there is none");
        }
        return name;
    }
}
