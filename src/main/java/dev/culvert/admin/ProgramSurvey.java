package dev.culvert.admin;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One look at the program itself. Of one thread. */
final class ProgramSurvey {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final Metrics.Program program;
    private final Reloads reloads;

    ProgramSurvey(Metrics.Program program, Reloads reloads) {
        this.program = program;
        this.reloads = reloads;
    }

    Stream<MetricSnapshot> all() {
        return Stream.of(ours(), memory(), process()).flatMap(List::stream);
    }

    private List<MetricSnapshot> ours() {
        return List.of(
                new Readings("culvert_build_info", "Always 1: which Culvert this is.", "version").add(1, program.version()).gauge(),
                gauge("culvert_generation", "How many configurations have been in force, this one included.", reloads.generation()),
                gauge("culvert_generation_start_timestamp_seconds", "When the configuration in force took over, since 1970.",
                        Seconds.of(reloads.last())),
                counter("culvert_reloads_refused", "Reloads that changed nothing because the configuration was wrong.",
                        reloads.refusals()),
                counter("culvert_log_lines_lost", "Log lines that were dropped: a reader was too slow, a disk full.",
                        program.linesLost().getAsLong()));
    }

    private List<MetricSnapshot> memory() {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                gauge("culvert_memory_heap_used_bytes", "Of the Java heap, what is in use; garbage is among it.",
                        runtime.totalMemory() - runtime.freeMemory()),
                gauge("culvert_memory_heap_max_bytes", "How far the Java heap may grow.", runtime.maxMemory()),
                gauge("culvert_memory_buffers_bytes", "Outside the heap, for buffers of sockets: in use, or kept to be used again.",
                        program.bufferMemory().getAsLong()));
    }

    /** By the names that every Prometheus client gives them. */
    private static List<MetricSnapshot> process() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        return Stream.of(
                        info.startInstant().map(at -> gauge("process_start_time_seconds", "When the process started, since 1970.",
                                Seconds.of(at))).stream(),
                        info.totalCpuDuration().map(used -> counter("process_cpu_seconds", "CPU time that the process has used.",
                                Seconds.of(used))).stream(),
                        resident().stream().mapToObj(bytes -> gauge("process_resident_memory_bytes",
                                "Memory of the process that is in RAM.", bytes)))
                .<MetricSnapshot>flatMap(found -> found).toList();
    }

    /** The kernel makes this text when it is read: there is no disk to wait for. */
    private static OptionalLong resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024).findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    private static MetricSnapshot gauge(String name, String help, Number value) {
        return new Readings(name, help).add(value).gauge();
    }

    private static MetricSnapshot counter(String name, String help, Number value) {
        return new Readings(name, help).add(value).counter();
    }
}
