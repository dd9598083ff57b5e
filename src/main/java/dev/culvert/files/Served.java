package dev.culvert.files;

import dev.culvert.http.Response;
import java.nio.file.Path;
import java.util.List;

/**
 * An answer that is a file, or parts of one.
 *
 * @param head with everything but Date and Server
 * @param parts what the body consists of, in its order; none where there is no body
 */
public record Served(Response head, Path file, List<Part> parts) {
    public Served {
        parts = List.copyOf(parts);
    }
}
