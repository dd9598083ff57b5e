package dev.culvert.proxy;

import dev.culvert.http.Headers;
import dev.culvert.world.Journal;
import dev.culvert.world.Question;
import dev.culvert.world.Remark;

/** What a page about the server itself says: to look through 10,000 tunnels takes longer than a loop has time for. */
record PageQuestion(Operations operations, Operations.Asked asked, Journal journal) implements Question<Operations.Answer> {
    @Override
    public Operations.Answer find() {
        try {
            return operations.answer(asked, journal);
        } catch (RuntimeException mistake) {
            // A client that got no answer at all would wait for one.
            journal.say(Remark.error("culvert", "", "unexpected: " + mistake + " while " + asked.handler() + " was asked"));
            return new Operations.Answer(500, Headers.NONE, "text/plain; charset=utf-8", "The page could not be made.\n");
        }
    }
}
