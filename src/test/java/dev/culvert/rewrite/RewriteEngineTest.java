package dev.culvert.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.culvert.config.Configuration;
import dev.culvert.config.CoreDirectives;
import dev.culvert.config.VirtualHost;
import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import dev.culvert.world.Answers;
import dev.culvert.world.Journal;
import dev.culvert.world.Level;
import dev.culvert.world.Question;
import dev.culvert.world.Remark;
import dev.culvert.world.Unanswered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteEngineTest {
    private static final Position AT = new Position("test.conf", 1);
    private static final Address.Origin ORIGIN = new Address.Origin("http", "h.test", 8080, (_, _) -> false);

    private static Settings settings(Path root, String... lines) {
        Settings settings = Settings.NONE;
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(' '));
            String rest = line.substring(name.length() + 1);
            List<Word> words = List.of(rest.split(" ", -1)).stream().map(word -> new Word(word, AT)).toList();
            Args args = new Args(new Node.Statement(new Word(name, AT), words, rest), Place.SERVER, Optional.empty(), _ -> { })
                    .below(root);
            Setting.Reading<RewriteRules> reading =
                    Optional.ofNullable(RewriteDirectives.RULES.spellings().get(name)).orElseThrow();
            settings = settings.put(RewriteDirectives.RULES, reading.read(args, settings.get(RewriteDirectives.RULES)));
        }
        return settings;
    }

    private static AskedSubject subject(String path, Answers answers) {
        return new AskedSubject("GET", path, Optional.empty(), Headers.NONE, "/srv", answers);
    }

    private static Rewritten ask(Settings settings, String path, Answers answers) {
        return RewriteEngine.of(settings, Place.SERVER, RewriteCase.CLOCK)
                .onServer(new Address(path, Optional.empty(), ORIGIN), subject(path, answers), new Silence());
    }

    /** Nobody reads a line, and whoever writes one all the same is found out. */
    private static final class Silence implements Journal {
        @Override
        public void say(Remark remark) {
            throw new AssertionError("said to nobody: " + remark);
        }

        @Override
        public boolean wants(Level level, String module) {
            return false;
        }
    }

    @Test
    void isOffUntilItIsSwitchedOn(@TempDir Path root) {
        assertThat(RewriteEngine.of(Settings.NONE, Place.SERVER, RewriteCase.CLOCK).isOn()).isFalse();
        Settings rules = settings(root, "RewriteRule ^ - [F]");
        assertThat(RewriteEngine.of(rules, Place.SERVER, RewriteCase.CLOCK).isOn()).isFalse();
        assertThat(ask(rules, "/", Answers.none())).isEqualTo(Rewritten.UNTOUCHED);
        Settings on = settings(root, "RewriteEngine on");
        assertThat(RewriteEngine.of(on, Place.SERVER, RewriteCase.CLOCK).isOn()).isTrue();
        assertThat(RewriteEngine.of(on, Place.VIRTUAL_HOST, RewriteCase.CLOCK).isOn()).isFalse();
    }

    @Test
    void portsThatAreNotObviousAreSaid(@TempDir Path root) {
        Settings rules = settings(root, "RewriteEngine on", "RewriteRule ^/a /b [R]");
        assertThat(ask(rules, "/a", Answers.none()).verdict()).isEqualTo(new Verdict.Redirect(302, "http://h.test:8080/b"));
    }

    @Test
    void beginsAgainUntilEveryAnswerIsThere(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("map"), "a b\n");
        Settings rules = settings(root, "RewriteEngine on", "RewriteMap m txt:map", "RewriteRule ^/(.) /${m:$1} [PT]");
        Answers answers = Answers.none();
        answer(answers, missing(rules, answers).question());
        Question<?> second = missing(rules, answers).question();
        answer(answers, second);
        assertThat(ask(rules, "/a", answers).verdict())
                .isEqualTo(new Verdict.Local("/b", Optional.empty(), Verdict.Handover.MAPPINGS));
        assertThat(second).isInstanceOf(MapFile.class);
    }

    private static Unanswered missing(Settings rules, Answers answers) {
        return catchThrowableOfType(Unanswered.class, () -> ask(rules, "/a", answers));
    }

    private static <V> void answer(Answers answers, Question<V> question) {
        answers.put(question, question.find());
    }

    @Test
    void mapsAreReadAgainOnceTheyHaveChanged(@TempDir Path root) throws IOException {
        Path map = Files.writeString(root.resolve("map"), "a b\n");
        Files.setLastModifiedTime(map, FileTime.fromMillis(1_000));
        Settings rules = settings(root, "RewriteEngine on", "RewriteMap m txt:map", "RewriteRule ^/(.) /${m:$1|none} [PT]");
        assertThat(path(rules)).isEqualTo("/b");
        Files.writeString(map, "a c\n");
        Files.setLastModifiedTime(map, FileTime.fromMillis(1_000));
        assertThat(path(rules)).as("same time and size").isEqualTo("/b");
        Files.setLastModifiedTime(map, FileTime.fromMillis(2_000));
        assertThat(path(rules)).isEqualTo("/c");
        Files.delete(map);
        assertThat(path(rules)).isEqualTo("/none");
    }

    private static String path(Settings rules) {
        return ((Verdict.Local) ask(rules, "/a", Answers.foundAtOnce()).verdict()).path();
    }

    @Test
    void randomMapsGiveEveryPart(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("map"), "a b|c|d\n");
        Settings rules = settings(root, "RewriteEngine on", "RewriteMap m rnd:map",
                "RewriteRule ^/(.) /${m:$1}${m:$1}${m:$1}${m:$1}${m:$1}${m:$1}${m:$1}${m:$1}${m:$1}${m:$1} [PT]");
        assertThat(path(rules)).contains("b", "c", "d");
    }

    @Test
    void anEvilPatternEndsInA500(@TempDir Path root) {
        Settings rules = settings(root, "RewriteEngine on", "RewriteRule ^/(x+x+)+y$ - [F]");
        Rewritten rewritten = ask(rules, "/" + "x".repeat(200), Answers.none());
        assertThat(rewritten.verdict()).isInstanceOfSatisfying(Verdict.Refuse.class, refuse -> {
            assertThat(refuse.status()).isEqualTo(500);
            assertThat(refuse.logLine()).isPresent();
        });
    }

    @Test
    void aHostKnowsItselfByItsNamesAndThePortOfItsServerName() {
        Self self = Self.of(host("h.test:80", "*.al?.test"));
        assertThat(self.answers("H.test", 80)).isTrue();
        assertThat(self.answers("x.al1.test", 80)).isTrue();
        assertThat(self.answers("h.test", 81)).isFalse();
        assertThat(self.answers("hxtest", 80)).isFalse();
        assertThat(Self.of(host("h.test", "a.test")).answers("h.test", 80)).isFalse();
    }

    private static VirtualHost host(String name, String alias) {
        List<Node> lines = List.of(line("ServerName", name), line("ServerAlias", alias));
        Node block = new Node.Block(new Word("VirtualHost", AT), List.of(new Word("*:80", AT)), "*:80", lines);
        Configuration configuration =
                Configuration.build(List.of(block), CoreDirectives.FAMILIES, Path.of("")).configuration();
        return configuration.hosts().getFirst();
    }

    private static Node line(String name, String value) {
        return new Node.Statement(new Word(name, AT), List.of(new Word(value, AT)), value);
    }

    @Test
    void everyDirectiveIsDescribed() {
        Family family = RewriteDirectives.FAMILY;
        assertThat(family.module()).isEqualTo("mod_rewrite");
        assertThat(family.settings()).singleElement().satisfies(setting -> setting.spellings().keySet()
                .forEach(name -> assertThat(setting.doc()).contains(name)));
    }
}
