package dev.culvert.syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the files that one {@code Include} means, in the order in which they are read. */
final class Includes {
    /** A directory that is deeper than this is taken for one that contains itself through a link. */
    static final int DEEPEST = 20;
    /** Files, and also directories looked into. */
    static final int MOST = 10_000;
    static final int LONGEST = 4096;

    /** What becomes of a file that is not there. */
    enum Demand { REQUIRED, OPTIONAL }

    private final Demand demand;
    private final List<Path> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int listed;

    private Includes(Demand demand) {
        this.demand = demand;
    }

    /** @param pattern a file, a directory or wildcards in any part, relative to the root */
    static Includes find(Path root, String pattern, Demand demand) {
        if (pattern.length() > LONGEST) {
            throw new Fault("Expected a path of at most " + LONGEST + " characters, but it has " + pattern.length());
        }
        Includes found = new Includes(demand);
        Path whole = path(root, pattern).normalize();
        Path start = whole.isAbsolute() ? whole.getRoot() : Path.of("");
        found.descend(start == null ? Path.of("") : start, whole);
        return found;
    }

    List<Path> files() {
        return files;
    }

    List<String> problems() {
        return problems;
    }

    /** @throws Fault if no file system could hold such a name */
    static Path path(Path root, String name) {
        try {
            return root.resolve(name);
        } catch (InvalidPathException _) {
            throw new Fault("Expected the name of a file, but was '" + name + "'");
        }
    }

    private void descend(Path known, Path parts) {
        if (parts.toString().isEmpty()) {
            take(known, 0);
            return;
        }
        Path part = parts.getName(0);
        Path remaining = parts.getNameCount() == 1 ? Path.of("") : parts.subpath(1, parts.getNameCount());
        if (Wildcard.isIn(part.toString())) {
            match(known, part.toString(), remaining);
        } else {
            descend(known.resolve(part), remaining);
        }
    }

    private void match(Path directory, String pattern, Path remaining) {
        Wildcard wildcard = new Wildcard(pattern);
        List<Path> matches = list(directory).stream()
                .filter(entry -> wildcard.matches(name(entry)))
                .filter(entry -> remaining.toString().isEmpty() || Files.isDirectory(entry))
                .toList();
        if (matches.isEmpty() && Files.isDirectory(directory)) {
            complain("Expected at least one match for the wildcard '" + pattern + "' in '" + directory
                    + "', but there is none; IncludeOptional would let that pass");
        }
        matches.forEach(entry -> descend(entry, remaining));
    }

    private void take(Path path, int depth) {
        if (depth > DEEPEST) {
            problems.add("Expected directories nested at most " + DEEPEST + " deep, but " + path
                    + " is deeper; a link may lead back to its own directory");
        } else if (Files.isDirectory(path)) {
            list(path).forEach(entry -> take(entry, depth + 1));
        } else if (demand == Demand.REQUIRED || Files.exists(path)) {
            add(path);
        }
    }

    private void add(Path file) {
        files.add(file);
        refuse(files.size(), "files");
    }

    private static void refuse(int count, String what) {
        if (count > MOST) {
            throw Fault.last("Expected at most " + MOST + " " + what + " for one Include, but there are more");
        }
    }

    private List<Path> list(Path directory) {
        refuse(++listed, "directories");
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException _) {
            complain("Could not open directory " + directory + ": "
                    + (Files.exists(directory) ? "It cannot be listed" : "No such file or directory"));
        }
        entries.sort((a, b) -> Arrays.compareUnsigned(
                name(a).getBytes(StandardCharsets.UTF_8), name(b).getBytes(StandardCharsets.UTF_8)));
        return entries;
    }

    private void complain(String problem) {
        if (demand == Demand.REQUIRED) {
            problems.add(problem);
        }
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
