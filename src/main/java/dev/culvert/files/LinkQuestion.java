package dev.culvert.files;

import dev.culvert.world.Question;
import java.io.IOException;
import java.nio.file.Path;

/** Whether a path leads over a symbolic link. */
record LinkQuestion(Path path) implements Question<Boolean> {
    @Override
    public Boolean find() {
        try {
            return !path.toRealPath().equals(path);
        } catch (IOException _) {
            return true;
        }
    }
}
