package dev.culvert.rewrite;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.syntax.Word;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The directives of mod_rewrite. */
public final class RewriteDirectives {
    public static final Family FAMILY = Family.of("mod_rewrite");

    /** One setting: a section that has any of these lines begins anew, whichever of them it has. */
    static final Setting<RewriteRules> RULES =
            FAMILY.gathering("RewriteEngine", RewriteRules.NONE, RewriteDirectives::engine)
                    .also("RewriteCond", RewriteDirectives::condition)
                    .also("RewriteRule", RewriteDirectives::rule)
                    .also("RewriteBase", RewriteDirectives::base)
                    .also("RewriteOptions", RewriteDirectives::options)
                    .also("RewriteMap", RewriteDirectives::map)
                    .in(SERVER, VIRTUAL_HOST).inSections()
                    .merged(RewriteRules::with)
                    .doc("RewriteEngine says whether rules are applied. RewriteRule makes one address of another where its pattern"
                            + " is found and the RewriteCond lines before it hold. RewriteBase is the path that stands for a"
                            + " section's directory. RewriteOptions says what is inherited from outside, and other details."
                            + " RewriteMap (of a server) names a file or function that keys are looked up in.");

    private RewriteDirectives() {}

    private static RewriteRules engine(Args args, RewriteRules soFar) {
        boolean on = args.onOff();
        RewriteRules changed = changed(args, soFar, layer -> layer.withEngine(on));
        // httpd: a server's engine is that of its sections, too.
        return args.place().isSection() ? changed : changed.withDirectory(layer -> layer.withEngine(on));
    }

    private static RewriteRules condition(Args args, RewriteRules soFar) {
        Condition condition = ConditionReader.read(args);
        return changed(args, soFar, layer -> layer.withCondition(condition));
    }

    private static RewriteRules rule(Args args, RewriteRules soFar) {
        Layer layer = args.place().isSection() ? soFar.directory() : soFar.server();
        Rule rule = RuleReader.read(args, layer.waiting());
        return changed(args, soFar, before -> before.withRule(rule));
    }

    private static RewriteRules base(Args args, RewriteRules soFar) {
        String path = args.next("a path, such as /app");
        args.end();
        if (!args.place().isSection()) {
            throw args.error("RewriteBase cannot stand in " + args.place() + "; expected it in a section, such as <Directory>");
        } else if (!path.startsWith("/")) {
            throw args.error("RewriteBase: expected a path that begins with a slash, but was '" + path + "'");
        }
        return changed(args, soFar, layer -> layer.withBase(Bytes.of(path)));
    }

    private static RewriteRules options(Args args, RewriteRules soFar) {
        Set<RewriteOption> options = EnumSet.noneOf(RewriteOption.class);
        option(args, args.next("at least one option, such as Inherit"), options);
        args.all().forEach(word -> option(args, word, options));
        return changed(args, soFar, layer -> layer.withOptions(options));
    }

    private static void option(Args args, String word, Set<RewriteOption> options) {
        if (word.toLowerCase(Locale.ROOT).startsWith("maxredirects=")) {
            args.warn("AH00664: RewriteOptions: MaxRedirects says nothing any more; LimitInternalRecursion does");
            return;
        }
        options.add(RewriteOption.named(word).orElseThrow(() -> args.error("RewriteOptions: expected one of "
                + EnumSet.allOf(RewriteOption.class) + ", but was '" + word + "' (unknown option)")));
    }

    private static RewriteRules map(Args args, RewriteRules soFar) {
        if (args.place().isSection()) {
            throw args.error("RewriteMap cannot stand in " + args.place() + "; expected it in server config, virtual host");
        }
        MapReader.Named map = MapReader.read(args);
        return changed(args, soFar, layer -> layer.withMap(map));
    }

    private static RewriteRules changed(Args args, RewriteRules soFar, UnaryOperator<Layer> change) {
        Place place = args.place();
        return place.isSection()
                ? soFar.withDirectory(layer -> change.apply(layer.at(place, Optional.of(directory(args)))))
                : soFar.withServer(layer -> change.apply(layer.at(place, Optional.empty())));
    }

    /** httpd: whatever the section is about, its argument counts as a directory. */
    private static String directory(Args args) {
        String path = args.place() == Place.IF ? "*If" : Bytes.of(args.section().map(Word::text).orElse(""));
        return path.endsWith("/") ? path : path + "/";
    }
}
