package dev.culvert.files;

import dev.culvert.directive.Settings;
import dev.culvert.expr.Subject;
import dev.culvert.expr.Variable;
import dev.culvert.http.Framing;
import dev.culvert.http.Headers;
import dev.culvert.http.HttpDate;
import dev.culvert.http.Request;
import dev.culvert.http.Response;
import dev.culvert.http.Status;
import dev.culvert.http.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What answers a request that was mapped to a file: statuses, headers and their order are httpd's default handler's. */
public final class FileAnswer {
    /** httpd: what whoever answers from here lists, of what it can do and of what the server can. */
    public static final String METHODS = "POST,OPTIONS,HEAD,GET,TRACE";

    private final Request request;
    private final Documents.Found found;
    private final Settings settings;
    private final Subject subject;
    private final Instant now;

    private FileAnswer(Documents.Found found, Settings settings, Subject subject, Instant now) {
        this.request = subject.request();
        this.found = found;
        this.settings = settings;
        this.subject = subject;
        this.now = now;
    }

    /**
     * @param subject names the path by {@code REQUEST_URI}
     * @throws dev.culvert.world.Unanswered if it depends on a file that was not looked at yet
     */
    public static Answer of(Documents.Found found, Settings settings, Subject subject, Instant now) {
        return new FileAnswer(found, settings, subject, now).answer();
    }

    /** The status with which clients are sent to a directory's index, if they are not just given it. */
    public static OptionalInt indexRedirect(Settings settings) {
        return settings.get(FileDirectives.INDEX_REDIRECT);
    }

    /** The names that are tried for a directory, the first that there is. */
    public static List<String> indexes(Settings settings) {
        return settings.get(FileDirectives.DIRECTORY_INDEX);
    }

    private Answer answer() {
        String uri = subject.value(Variable.REQUEST_URI);
        Optional<String> fallback = settings.get(FileDirectives.FALLBACK).filter(path -> !path.equals(uri));
        if (found.facts().isDirectory() && !found.slash() && settings.get(FileDirectives.DIRECTORY_SLASH)) {
            return new Answer.Redirect(301, uri + "/");
        } else if (fallback.isPresent() && (!found.facts().exists() || found.facts().isDirectory())) {
            return new Answer.Inside(fallback.get());
        }
        return switch (request.method()) {
            case "GET", "HEAD", "POST" -> content(uri);
            case "OPTIONS" -> whole(200, options());
            default -> new Answer.Refuse(known() ? 405 : 501, known() ? "" : "AH00135: there is no method " + request.method(),
                    Headers.of("Allow", METHODS));
        };
    }

    private Headers options() {
        Headers.Builder headers = Headers.builder().add("Allow", METHODS).add("Content-Length", "0");
        return found.facts().isFile() && found.pathInfo().isEmpty()
                ? Described.of(found.path().orElseThrow(), settings).map(what -> what.with(headers)).orElseGet(headers::build)
                : headers.build();
    }

    private boolean known() {
        return switch (request.method()) {
            case "PUT", "DELETE", "PATCH", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "TRACE" -> true;
            default -> false;
        };
    }

    private Answer content(String uri) {
        return switch (found.facts().kind()) {
            case ABSENT -> refuse(404, "AH00128: there is no file " + found.filename());
            // httpd, without mod_autoindex.
            case DIRECTORY -> refuse(404, "AH00129: directories are not listed, and " + found.filename() + " has no index");
            case OTHER -> refuse(403, "AH00037: " + found.filename() + " is no plain file");
            case FILE -> file(uri);
        };
    }

    private static Answer refuse(int status, String line) {
        return new Answer.Refuse(status, line, Headers.NONE);
    }

    private Answer file(String uri) {
        Path path = found.path().orElseThrow();
        if (!found.pathInfo().isEmpty()) {
            return refuse(404, "AH00128: there is nothing behind the file " + found.filename() + " for " + uri);
        } else if (!settings.get(FileDirectives.LINKS).followed() && subject.answers().to(new LinkQuestion(path))) {
            return refuse(403, "AH00037: symbolic links are not followed here, and " + path + " leads over one");
        } else if (!found.facts().readable()) {
            return refuse(403, "AH00132: " + path + " cannot be read");
        }
        return Described.of(path, settings)
                .map(this::described)
                .orElseGet(() -> refuse(500, "AH00523: " + path + " is for a handler that there is none of"));
    }

    private Answer described(Described what) {
        Validators validators = Validators.of(found.facts(), now, settings.get(FileDirectives.ETAG));
        Headers.Builder fields = Headers.builder().add("Last-Modified", HttpDate.format(validators.modified()));
        validators.etag().ifPresent(tag -> fields.add("ETag", tag));
        Headers known = fields.add("Accept-Ranges", "bytes").build();
        return switch (validators.judge(request, now)) {
            case NOT_MODIFIED -> whole(304, known);
            case FAILED -> whole(412, what.with(known.toBuilder().add("Content-Length", "0")));
            case PROCEED -> ranges(validators).map(ranges -> parts(ranges, what, known)).orElseGet(() -> all(what, known));
        };
    }

    private Optional<Ranges> ranges(Validators validators) {
        return request.headers().first("Range").filter(_ -> validators.allowsRange(request))
                .flatMap(header -> Ranges.read(header, found.facts().size()));
    }

    private Answer all(Described what, Headers known) {
        long size = found.facts().size();
        Headers headers = what.with(known.toBuilder().add("Content-Length", String.valueOf(size)));
        return serve(200, headers, size == 0 ? List.of() : List.of(new Part.Slice(0, size)), size);
    }

    private Answer parts(Ranges ranges, Described what, Headers known) {
        long size = found.facts().size();
        if (ranges.slices().isEmpty()) {
            return new Answer.Refuse(416, "", Headers.of("Content-Range", "bytes */" + size));
        } else if (ranges.slices().size() == 1) {
            Part.Slice slice = ranges.slices().getFirst();
            Headers headers = what.with(known.toBuilder().add("Content-Length", String.valueOf(slice.length()))
                    .add("Content-Range", span(slice, size)));
            return serve(206, headers, List.of(slice), slice.length());
        }
        return several(ranges, what, known, size);
    }

    private Answer several(Ranges ranges, Described what, Headers known, long size) {
        String boundary = Long.toHexString(subject.random().nextLong() >>> 4 | 1L << 59);
        List<Part> parts = new ArrayList<>();
        for (Part.Slice slice : ranges.slices()) {
            parts.add(new Part.Literal("\r\n--" + boundary + "\r\nContent-type: " + what.type().orElse("application/octet-stream")
                    + "\r\nContent-range: " + span(slice, size) + "\r\n\r\n"));
            parts.add(slice);
        }
        parts.add(new Part.Literal("\r\n--" + boundary + "--\r\n"));
        long length = parts.stream().mapToLong(Part::size).sum();
        Headers headers = what.as("multipart/byteranges; boundary=" + boundary)
                .with(known.toBuilder().add("Content-Length", String.valueOf(length)));
        return serve(206, headers, parts, length);
    }

    private static String span(Part.Slice slice, long size) {
        return "bytes " + slice.offset() + "-" + (slice.offset() + slice.length() - 1) + "/" + size;
    }

    private Answer whole(int status, Headers headers) {
        return serve(status, headers, List.of(), 0);
    }

    private Answer serve(int status, Headers headers, List<Part> parts, long length) {
        Framing framing = status == 304 ? Framing.NONE : Framing.length(length);
        Response head = new Response(status, Status.phrase(status), Version.HTTP_1_1, headers, framing);
        return new Answer.Serve(new Served(head, found.path().orElse(Path.of("")), parts));
    }
}
