package dev.culvert.access;

import dev.culvert.world.Question;
import dev.culvert.world.Remark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AuthGroupFile}: lines of the form {@code group: user user}. */
final class GroupFile {
    private final KeptFile<Map<String, Set<String>>> file;

    GroupFile(Path path) {
        file = new KeptFile<>(path, GroupFile::parse);
    }

    /** @param trouble why the file could not be read */
    private record Membership(Set<String> groups, Optional<String> trouble) {}

    private record GroupQuestion(GroupFile of, String user) implements Question<Membership> {
        @Override
        public Membership find() {
            try {
                return new Membership(of.file.value().getOrDefault(user, Set.of()), Optional.empty());
            } catch (IOException failure) {
                return new Membership(Set.of(), Optional.of(KeptFile.reason(failure)));
            }
        }
    }

    /** None, with a line for the log, where there is no such file. */
    static Set<String> groupsOf(String user, Visit visit) {
        Optional<GroupFile> file = visit.settings().get(AccessDirectives.GROUP_FILE);
        if (file.isEmpty()) {
            visit.say(Remark.error("authz_groupfile", "AH01664", "a group is required, but there is no AuthGroupFile to find it in"));
            return Set.of();
        }
        Membership membership = visit.answers().to(new GroupQuestion(file.get(), user));
        membership.trouble().ifPresent(why -> visit.say(Remark.error("authz_groupfile", "AH01665",
                "the group file " + file.get().file.path() + " cannot be read: " + why)));
        return membership.groups();
    }

    /** The groups of each user. */
    private static Map<String, Set<String>> parse(List<String> lines) {
        Map<String, Set<String>> groups = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String group = line.substring(0, colon).strip();
                for (String user : line.substring(colon + 1).strip().split("\\s+", -1)) {
                    groups.computeIfAbsent(user, _ -> new HashSet<>()).add(group);
                }
            }
        }
        return groups;
    }

    @Override
    public String toString() {
        return file.path().toString();
    }
}
