package dev.culvert.access;

import dev.culvert.directive.Settings;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Text;
import dev.culvert.world.Answers;
import dev.culvert.world.Journal;
import dev.culvert.world.Remark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request at the door.
 *
 * @param user whoever has proved to be that; nobody as yet while only the rules are looked at that ask for none
 * @param authType how the user was recognized; empty where nobody asked for a password
 */
record Visit(Settings settings, Subject subject, ClientIdentity client, Optional<String> user, String authType, Journal journal) {
    String method() {
        return subject.request().method();
    }

    Answers answers() {
        return subject.answers();
    }

    /** What conditions can ask about, the user included. */
    Subject identified() {
        return user.<Subject>map(name -> new IdentifiedSubject(subject, name, authType)).orElse(subject);
    }

    /** After a password was checked. */
    Visit by(String name) {
        return new Visit(settings, subject, client, Optional.of(name), BasicLogin.TYPE, journal);
    }

    /** Without a password. */
    Visit namedBy(String name) {
        return new Visit(settings, subject, client, Optional.of(name), "", journal);
    }

    void say(Remark remark) {
        journal.say(remark);
    }

    /** What words with variables come to, each variable possibly several words. */
    Stream<String> words(List<Text> texts) {
        return texts.stream().flatMap(text -> text.toString().contains("%{")
                ? Stream.of(text.of(identified()).strip().split("\\s+")) : Stream.of(text.of(identified())));
    }

    /**
     * Whether a word of the configuration is a name of the wire. That is bytes, each a character, and what is written in
     * a configuration is characters, which are bytes in UTF-8.
     */
    static boolean isSame(String word, String octets) {
        return word.equals(octets)
                || new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).equals(octets);
    }
}
