package dev.culvert.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.culvert.http.Headers;
import dev.culvert.world.Answers;
import dev.culvert.world.Remark;
import dev.culvert.world.Unanswered;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How passwords are looked up: off the event loop, from a file that may change, and without telling anybody. */
class PasswordTest {
    private static final String SECRET = "bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n";
    private static final String EMPTY = "bob:{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk=\n";

    @TempDir
    private Path directory = Path.of("");
    private Path users = Path.of("");

    @BeforeEach
    void writeUsers() throws IOException {
        users = directory.resolve("users");
        Files.writeString(users, SECRET);
    }

    private Door door() {
        return Door.of("""
                <Location />
                AuthType Basic
                AuthName r
                AuthUserFile users
                Require valid-user
                </Location>
                """, directory);
    }

    @Test
    void areAskedForAndNotLookedUpOnTheWay() {
        Answers answers = Answers.none();
        Unanswered pause = catchThrowableOfType(Unanswered.class,
                () -> door().knock("/", Door.basic("bob:secret"), answers));
        assertThat(pause.question()).isInstanceOf(PasswordQuestion.class);
        assertThat(pause).hasMessageNotContaining("secret").hasMessageNotContaining("5en6");
    }

    @Test
    void onceAnsweredTheDecisionIsMade() {
        Door door = door();
        Answers answers = Answers.none();
        Unanswered pause = catchThrowableOfType(Unanswered.class,
                () -> door.knock("/", Door.basic("bob:secret"), answers));
        answers.put((PasswordQuestion) pause.question(), ((PasswordQuestion) pause.question()).find());
        assertThat(door.knock("/", Door.basic("bob:secret"), answers)).isEqualTo(Verdict.Granted.to("bob"));
    }

    @Test
    void areInNoLine() throws IOException {
        Files.writeString(users, SECRET + "odd:plaintext\n");
        for (String login : new String[] {"bob:hunter2", "zed:hunter2", "odd:plaintext"}) {
            Door door = door();
            Verdict verdict = door.knock("/", Door.basic(login), Answers.foundAtOnce());
            assertThat(verdict.line().map(Remark::text)).hasValueSatisfying(
                    line -> assertThat(line).doesNotContain("hunter2", "plaintext", "5en6"));
            assertThat(verdict.toString()).doesNotContain("hunter2", "plaintext", "5en6");
        }
    }

    @Test
    void noQuestionIsAskedForWhatMakesNoSense() {
        String tooLong = "x".repeat(Credentials.LONGEST + 1);
        for (String login : new String[] {":x", "b\0b:x", "bob:a\nb", "bob:" + tooLong, tooLong + ":x"}) {
            Verdict verdict = door().knock("/", Door.basic(login), Answers.none());
            assertThat(Door.shown(verdict)).isEqualTo("401 Basic realm=\"r\" AH01618");
        }
    }

    @Test
    void anAbsurdHeaderIsNoTrouble() {
        for (String value : new String[] {"", " ", "Basic", "Basic\t", "Basic =", "Basic " + "A".repeat(100_000), "é", "Basicx Ym9i"}) {
            Verdict verdict = door().knock("/", Headers.of("Authorization", value), Answers.none());
            assertThat(verdict.status()).as(value).isEqualTo(401);
        }
    }

    @Test
    void theFileIsReadAgainWhenItChanged() throws IOException {
        UserFile file = new UserFile(users);
        assertThat(file.check("bob", "secret").kind()).isEqualTo(UserFile.Kind.RIGHT);
        Files.writeString(users, EMPTY);
        Files.setLastModifiedTime(users, FileTime.fromMillis(1_000_000));
        assertThat(file.check("bob", "secret").kind()).isEqualTo(UserFile.Kind.WRONG);
        assertThat(file.check("bob", "").kind()).isEqualTo(UserFile.Kind.RIGHT);
        Files.delete(users);
        assertThat(file.check("bob", "").kind()).isEqualTo(UserFile.Kind.UNREADABLE);
    }

    @Test
    void aFileThatIsNoneOrTooLargeIsNotRead() throws IOException {
        assertThat(new UserFile(directory).check("bob", "secret").kind()).isEqualTo(UserFile.Kind.UNREADABLE);
        try (RandomAccessFile sparse = new RandomAccessFile(users.toFile(), "rw")) {
            sparse.setLength(KeptFile.LIMIT + 1);
        }
        UserFile.Answer answer = new UserFile(users).check("bob", "secret");
        assertThat(answer.kind()).isEqualTo(UserFile.Kind.UNREADABLE);
        assertThat(answer.detail()).contains("no more than");
    }

    @Test
    void whatWasRightIsRememberedForAWhile() {
        AtomicLong clock = new AtomicLong();
        RecentLogins recent = new RecentLogins(clock::get);
        StoredHash hash = new StoredHash("x");
        recent.remember("bob", hash, "secret");
        assertThat(recent.remembers("bob", hash, "secret")).isTrue();
        assertThat(recent.remembers("bob", hash, "Secret")).isFalse();
        assertThat(recent.remembers("amy", hash, "secret")).isFalse();
        assertThat(recent.remembers("bob", new StoredHash("y"), "secret")).isFalse();
        clock.set(RecentLogins.KEPT_FOR.toNanos());
        assertThat(recent.remembers("bob", hash, "secret")).isTrue();
        clock.addAndGet(1);
        assertThat(recent.remembers("bob", hash, "secret")).isFalse();
    }

    @Test
    void onlySoManyAreRemembered() {
        RecentLogins recent = new RecentLogins(() -> 0);
        StoredHash hash = new StoredHash("x");
        for (int i = 0; i <= RecentLogins.MOST; i++) {
            recent.remember("user" + i, hash, "p");
        }
        assertThat(recent.remembers("user0", hash, "p")).isFalse();
        assertThat(recent.remembers("user1", hash, "p")).isTrue();
        assertThat(recent.remembers("user" + RecentLogins.MOST, hash, "p")).isTrue();
    }

    @Test
    void aRealmCannotMakeAHeader() {
        Door door = Door.of("""
                <Location />
                AuthType Basic
                AuthName "a\u0001bc"
                Require valid-user
                </Location>
                """, directory);
        assertThat(door.knock("/", Headers.NONE, Answers.none()))
                .isEqualTo(new Verdict.Unauthorized("Basic realm=\"a bc\"", Optional.empty(), Optional.empty()));
    }

    @Test
    void namesBeyondAsciiAreTheSameInConfigurationAndHeader() throws IOException {
        Files.writeString(users, "jürgen:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
        Door door = Door.of("""
                <Location />
                AuthType Basic
                AuthName r
                AuthUserFile users
                Require user jürgen
                </Location>
                """, directory);
        assertThat(door.knock("/", Door.basic("jürgen:secret"), Answers.foundAtOnce()).status()).isEqualTo(200);
        assertThat(door.knock("/", Door.basic("jurgen:secret"), Answers.foundAtOnce()).status()).isEqualTo(401);
    }

    @Test
    void groupTroubleIsSaid() {
        Door door = Door.of("""
                <Location />
                AuthType Basic
                AuthName r
                AuthUserFile users
                AuthGroupFile nowhere
                Require group staff
                </Location>
                """, directory);
        door.knock("/", Door.basic("bob:secret"), Answers.foundAtOnce());
        assertThat(door.said()).extracting(Remark::number).containsExactly("AH01665");
    }

    @Test
    void linesSayWhatIsDenied() {
        Door door = Door.of("<Location />\nRequire all denied\n</Location>", directory);
        assertThat(door.knock("/x", Headers.NONE, Answers.none())).isEqualTo(new Verdict.Denied(Optional.empty(),
                Remark.error("authz_core", "AH01630", "the configuration does not let this client in: proxy:http://backend/x")));
    }
}
