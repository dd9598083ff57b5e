package dev.culvert.syntax;

/** What the conditional sections ask about the program that reads the configuration. Names are compared without case. */
public interface Vocabulary {
    /** Whether {@code mod_proxy.c}, {@code mod_proxy} or {@code proxy_module} is built in. */
    boolean hasModule(String name);

    boolean hasDirective(String name);

    /** Whether a section such as {@code Location} exists, named without brackets. */
    boolean hasSection(String name);

    /** The version that {@code <IfVersion>} compares, such as {@code 2.4.71}. */
    String version();
}
