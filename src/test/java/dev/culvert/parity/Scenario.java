package dev.culvert.parity;

import java.io.IOException;

/** What a client and a backend do in one case. What they see is written down by the stage. */
@FunctionalInterface
interface Scenario {
    void play(Stage stage) throws IOException;
}
