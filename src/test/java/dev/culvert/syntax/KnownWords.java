package dev.culvert.syntax;

import java.util.Locale;
import java.util.Set;

/** A small program for the conditional sections to ask about. */
record KnownWords() implements Vocabulary {
    @Override
    public boolean hasModule(String name) {
        return Set.of("mod_proxy.c", "mod_proxy", "proxy_module").contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean hasDirective(String name) {
        return Set.of("proxypass", "listen").contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean hasSection(String name) {
        return Set.of("location", "virtualhost").contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String version() {
        return "2.4.71";
    }
}
