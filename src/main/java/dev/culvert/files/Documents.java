package dev.culvert.files;

import dev.culvert.world.Answers;
import dev.culvert.world.FileQuestion;
import dev.culvert.world.FileQuestion.Facts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what a mapped path leads to in the file system. */
public final class Documents {
    /** Directories that one path may go through. */
    private static final int DEPTH = 200;

    private Documents() {}

    /**
     * What there is.
     *
     * @param filename absolute; a directory ends with a slash; where there is nothing, as far as the first step that is not
     *     there
     * @param pathInfo what of the path lies behind that, with its slash
     * @param path of the file or directory; nothing where no file can be called so
     * @param facts about it
     * @param slash whether the path that was asked for ends with one
     */
    public record Found(String filename, String pathInfo, Optional<Path> path, Facts facts, boolean slash) {}

    /**
     * @param file absolute, as text; dot segments were resolved before it was mapped
     * @throws dev.culvert.world.Unanswered if the file was not looked at yet
     */
    public static Found find(String file, Answers answers) {
        Optional<Path> path = path(file);
        boolean slash = file.endsWith("/");
        if (path.isEmpty() || file.chars().filter(c -> c == '/').count() > DEPTH) {
            return new Found(file, "", Optional.empty(), Facts.ABSENT, slash);
        }
        Facts facts = answers.to(new FileQuestion(path.get()));
        if (facts.isDirectory()) {
            return new Found(slash ? file : file + "/", "", path, facts, slash);
        } else if (facts.exists() && !slash) {
            return new Found(file, "", path, facts, false);
        }
        return behind(file, answers, slash);
    }

    /** A text with a dot segment or a NUL in it is no path that could have been mapped: it leads nowhere. */
    private static Optional<Path> path(String file) {
        try {
            Path path = Path.of(file);
            return path.isAbsolute() && path.normalize().equals(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** httpd: a path may go on behind a file; the rest is for whoever makes an answer of the file. */
    private static Found behind(String file, Answers answers, boolean slash) {
        int end = file.length();
        for (int cut = file.lastIndexOf('/'); cut > 0; cut = file.lastIndexOf('/', cut - 1)) {
            Path above = Path.of(file.substring(0, cut));
            Facts facts = answers.to(new FileQuestion(above));
            if (facts.isFile()) {
                return new Found(file.substring(0, cut), file.substring(cut), Optional.of(above), facts, false);
            } else if (facts.exists()) {
                break;
            }
            end = cut;
        }
        return new Found(file.substring(0, end), file.substring(end), Optional.empty(), Facts.ABSENT, slash);
    }
}
