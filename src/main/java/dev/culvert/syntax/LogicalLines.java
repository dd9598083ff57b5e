package dev.culvert.syntax;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Joins continued lines and leaves out blank ones and comments. */
final class LogicalLines implements Iterator<LogicalLine> {
    /** In characters. */
    static final int LONGEST = 16 << 20;

    private final String file;
    private final String text;
    private final Findings findings;
    private int offset;
    private int line;
    private Optional<LogicalLine> next = Optional.empty();

    LogicalLines(String file, String text, Findings findings) {
        this.file = file;
        this.text = text;
        this.findings = findings;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && offset < text.length() && !findings.ended()) {
            next = Optional.of(join()).filter(this::isWorthReading);
        }
        return next.isPresent();
    }

    @Override
    public LogicalLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LogicalLine result = next.orElseThrow();
        next = Optional.empty();
        return result;
    }

    private LogicalLine join() {
        Position at = new Position(file, line + 1);
        StringBuilder joined = new StringBuilder();
        while (append(joined)) {
            if (offset >= text.length()) {
                break;
            }
        }
        return new LogicalLine(Blank.trim(joined), at);
    }

    /** Appends one physical line and says whether the next one continues it. */
    private boolean append(StringBuilder joined) {
        int feed = text.indexOf('\n', offset);
        int end = feed < 0 ? text.length() : feed;
        int start = offset;
        offset = feed < 0 ? end : feed + 1;
        line++;
        if (feed > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        // httpd: the backslash continues only when a line end follows it.
        boolean continues = feed >= 0 && end > start && text.charAt(end - 1) == '\\';
        if (joined.length() <= LONGEST) {
            joined.append(text, start, continues ? end - 1 : end);
        }
        return continues;
    }

    private boolean isWorthReading(LogicalLine read) {
        if (read.text().isEmpty() || read.text().charAt(0) == '#') {
            return false;
        }
        if (read.text().length() > LONGEST) {
            findings.structure(read.at(), "Expected a line of at most 16 MiB, but this one is longer");
            return false;
        }
        if (read.text().indexOf('\0') >= 0) {
            findings.structure(read.at(), "Expected text, but there is a NUL byte in this line");
            return false;
        }
        return true;
    }
}
