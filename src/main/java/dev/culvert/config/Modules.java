package dev.culvert.config;

import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;

/** What {@code LoadModule} asked for, held against what is built in. */
final class Modules {
    private Modules() {}

    static void remark(Settings main, Lexicon lexicon, Remarks remarks) {
        main.get(ProcessDirectives.LOADED).stream()
                .filter(loaded -> !isBuiltIn(loaded.name().text(), lexicon))
                .forEach(loaded -> remarks.once("module " + loaded.name(), missing(loaded)));
    }

    private static Diagnostic missing(ProcessDirectives.Loaded loaded) {
        return Diagnostic.warning(loaded.name().at(), "LoadModule " + loaded.name() + ": this Culvert has no mod_"
                + Lexicon.moduleOf(loaded.name().text()) + "; its directives will not be understood");
    }

    /** Every multi-processing module is as good as another: Culvert has its own way. */
    private static boolean isBuiltIn(String name, Lexicon lexicon) {
        String module = Lexicon.moduleOf(name);
        return module.startsWith("mpm_") || lexicon.hasModule(name);
    }
}
