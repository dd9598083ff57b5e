package dev.culvert.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code AuthUserFile}: lines of the form {@code user:hash}. Of several for one user the first counts. */
final class UserFile {
    private final KeptFile<Users> file;
    private final RecentLogins recent;

    UserFile(Path path) {
        this(path, new RecentLogins(System::nanoTime));
    }

    UserFile(Path path, RecentLogins recent) {
        this.file = new KeptFile<>(path, Users::parse);
        this.recent = recent;
    }

    /** What came of a name and a password. */
    enum Kind {
        RIGHT,
        WRONG,
        NO_SUCH_USER,
        /** The user's line holds no hash of a kind that is known here. */
        UNKNOWN_HASH,
        UNREADABLE
    }

    /** @param detail why the file could not be read */
    record Answer(Kind kind, String detail) {
        static Answer of(Kind kind) {
            return new Answer(kind, "");
        }
    }

    private record Users(Map<String, StoredHash> hashes, StoredHash example) {
        /** The first entry stands in for a user who is not there, so that both take the same time. */
        static Users parse(List<String> lines) {
            Map<String, StoredHash> hashes = new LinkedHashMap<>();
            for (String line : lines) {
                String[] parts = line.split(":", 3);
                if (parts.length > 1) {
                    hashes.putIfAbsent(parts[0], new StoredHash(parts[1]));
                }
            }
            return new Users(hashes, hashes.values().stream().findFirst().orElse(StoredHash.DUMMY));
        }
    }

    /** Blocks, and takes as long as the hash was meant to take. */
    Answer check(String user, String password) {
        try {
            return check(file.value(), user, password);
        } catch (IOException failure) {
            return new Answer(Kind.UNREADABLE, KeptFile.reason(failure));
        }
    }

    private Answer check(Users users, String user, String password) {
        Optional<StoredHash> stored = Optional.ofNullable(users.hashes.get(user));
        if (stored.isEmpty()) {
            users.example.compare(password);
            return Answer.of(Kind.NO_SUCH_USER);
        }
        return recent.remembers(user, stored.get(), password) ? Answer.of(Kind.RIGHT) : compared(user, stored.get(), password);
    }

    private Answer compared(String user, StoredHash stored, String password) {
        return switch (stored.compare(password)) {
            case SAME -> {
                recent.remember(user, stored, password);
                yield Answer.of(Kind.RIGHT);
            }
            case DIFFERENT -> Answer.of(Kind.WRONG);
            case UNKNOWN_KIND -> Answer.of(Kind.UNKNOWN_HASH);
        };
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}
