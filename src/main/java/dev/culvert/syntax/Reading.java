package dev.culvert.syntax;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of reading a configuration.
 *
 * @param nodes the tree, as far as it could be read
 * @param diagnostics everything that was found, in reading order; without an error among them the tree is whole
 * @param files every file that was read, in reading order, the first one first
 * @param defines the names that are defined at the end, in the order of their definition; one without a value is empty
 */
public record Reading(List<Node> nodes, List<Diagnostic> diagnostics, List<Path> files, Map<String, String> defines) {
    public Reading {
        nodes = List.copyOf(nodes);
        diagnostics = List.copyOf(diagnostics);
        files = List.copyOf(files);
        defines = Collections.unmodifiableMap(new LinkedHashMap<>(defines));
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
