package dev.culvert.log;

import dev.culvert.proxy.Tally;
import java.util.List;

/** The access lines of one tunnel that wait for its end: a few strings, and the logs they go to. */
public final class TunnelLines {
    private static final TunnelLines NONE = new TunnelLines(List.of());

    private final List<Line> lines;

    private TunnelLines(List<Line> lines) {
        this.lines = lines;
    }

    static TunnelLines of(List<Line> lines) {
        return lines.isEmpty() ? NONE : new TunnelLines(List.copyOf(lines));
    }

    /** The tunnel has ended. Never waits. */
    public void finish(Tally tally) {
        lines.forEach(line -> line.sink.write(line.begun.finish(tally)));
    }

    record Line(BegunLine begun, LogSink sink) {}
}
