package dev.culvert.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** What there is at a path. */
public record FileQuestion(Path path) implements Question<FileQuestion.Facts> {
    /** What kind of thing it is, its symbolic links followed. */
    public enum Kind {
        /** Nothing, or nothing that can be reached. */
        ABSENT,
        FILE,
        DIRECTORY,
        OTHER
    }

    /**
     * @param link whether the last step of the path is a symbolic link
     * @param size in bytes
     * @param modified microseconds since 1970
     */
    public record Facts(Kind kind, boolean link, long size, long modified, boolean readable, boolean executable) {
        public static final Facts ABSENT = new Facts(Kind.ABSENT, false, 0, 0, false, false);

        public boolean isFile() {
            return kind == Kind.FILE;
        }

        public boolean isDirectory() {
            return kind == Kind.DIRECTORY;
        }

        public boolean exists() {
            return kind != Kind.ABSENT;
        }
    }

    @Override
    public Facts find() {
        boolean link = Files.isSymbolicLink(path);
        try {
            BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
            Kind kind = facts.isRegularFile() ? Kind.FILE : facts.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
            return new Facts(kind, link, facts.size(), facts.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                    Files.isReadable(path), Files.isExecutable(path));
        } catch (IOException _) {
            return new Facts(Kind.ABSENT, link && Files.exists(path, LinkOption.NOFOLLOW_LINKS), 0, 0, false, false);
        }
    }
}
