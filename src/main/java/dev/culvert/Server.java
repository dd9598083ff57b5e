package dev.culvert;

import dev.culvert.admin.Counters;
import dev.culvert.admin.Desk;
import dev.culvert.admin.Keeper;
import dev.culvert.admin.Metrics;
import dev.culvert.balance.HeartbeatDirectives;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.config.Configuration;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.config.ProcessDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.log.ErrorLog;
import dev.culvert.log.LogFailure;
import dev.culvert.log.LogFiles;
import dev.culvert.proxy.DrainDirectives;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnel;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Totals;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.wire.Predecessor;
import dev.culvert.wire.Wire;
import dev.culvert.world.Level;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A running Culvert. Also the way to embed one in a program: start it with a configuration, close it when done. Any thread
 * may call; one call changes it at a time.
 */
public final class Server implements AutoCloseable {
    /** What those are told whose mapping is gone, or who are asked to leave with the server. */
    private static final Farewell GOING_AWAY = new Farewell(1001, "going away");
    /** What those are told in whose place another program serves: they may come back at once. */
    static final Farewell SERVICE_RESTART = new Farewell(1012, "service restart");
    /** For how long a stop that is not graceful waits for the answers to its goodbyes. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LogFiles logs;
    private final Wire wire;
    private final Keeper keeper;
    private final Desk desk;
    private final LiveBalancers live;
    private final Counters counters = new Counters();
    private final LiveTunnels tunnels = new LiveTunnels(counters);
    private final Totals totals;
    private final Supplier<Loading> source;
    private final ScheduledExecutorService operator = new ScheduledThreadPoolExecutor(1,
            task -> Thread.ofPlatform().daemon().name("operator").unstarted(task));
    private volatile Generation generation;
    private final Hearing hearing;
    private Optional<Predecessor> predecessor = Optional.empty();
    private Optional<CompletableFuture<Void>> leaving = Optional.empty();
    private Farewell lastWord = GOING_AWAY;
    private boolean closed;

    private Server(Configuration configuration, Supplier<Loading> source, LogFiles logs) throws LogFailure {
        Clock clock = Clock.system(ZoneId.systemDefault());
        this.source = source;
        this.logs = logs;
        this.live = new LiveBalancers(new LiveBackends(), clock,
                new Heartbeats(configuration.main().settings().get(HeartbeatDirectives.MAX_SERVERS)));
        ErrorLog errors = ErrorLog.of(configuration.main().settings(), logs);
        this.keeper = new Keeper(changesOf(configuration), remark -> errors.log(remark.level(), remark.module(), "", remark.text()));
        this.totals = new Totals(clock.instant());
        Metrics metrics = new Metrics(counters, live, tunnels,
                new Metrics.Program(Version.number(), clock, Wire::bufferMemory, logs::lost));
        this.desk = new Desk(live, keeper, tunnels, totals, clock, Version.built(), metrics);
        this.generation = Generation.of(1, configuration, logs, live, desk);
        this.wire = new Wire(Runtime.getRuntime().availableProcessors(), () -> generation, live.backends(), tunnels, totals, clock);
        wire.watchLoops(counters.loops());
        this.hearing = new Hearing(wire, live.heartbeats());
    }

    // ---- start

    /**
     * Starts with the configuration in a file; its logs are where it says, the error log on the standard error unless it
     * does.
     *
     * @throws StartFailure with a sentence for the administrator
     */
    public static Server start(Path file) throws StartFailure {
        return start(() -> Loading.ofFile(file));
    }

    /**
     * Starts with a configuration that is in no file. Relative paths in it are relative to the current directory.
     *
     * @throws StartFailure with a sentence for the administrator
     */
    public static Server start(String configuration) throws StartFailure {
        return start(() -> Loading.ofText("configuration", configuration, Path.of("")));
    }

    private static Server start(Supplier<Loading> source) throws StartFailure {
        return start(source.get(), source, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    /**
     * Opens the logs and listeners.
     *
     * @param source of the configuration when it is to be read again
     * @param out where {@code /dev/stdout} goes
     * @param err where {@code /dev/stderr} goes
     * @throws StartFailure with a sentence for the administrator
     */
    public static Server start(Loading loading, Supplier<Loading> source, OutputStream out, OutputStream err) throws StartFailure {
        return start(loading, source, out, err, OptionalLong.empty());
    }

    /** @param predecessor the process whose listening sockets it is to take; it serves until it is relieved */
    static Server start(Loading loading, Supplier<Loading> source, OutputStream out, OutputStream err, OptionalLong predecessor)
            throws StartFailure {
        if (loading.hasErrors()) {
            throw new StartFailure(errorsOf(loading));
        }
        Configuration configuration = loading.configuration();
        LogFiles logs = new LogFiles(configuration.serverRoot(), Clock.system(ZoneId.systemDefault()), out, err);
        try {
            Server server = new Server(configuration, source, logs);
            server.open(predecessor);
            return server;
        } catch (LogFailure failure) {
            logs.close();
            throw new StartFailure(String.valueOf(failure.getMessage()) + "\nAH00015: Unable to open logs");
        }
    }

    private static String errorsOf(Loading loading) {
        return String.join("\n", loading.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::print).toList());
    }

    /** Where httpd keeps such files too. */
    private static Path changesOf(Configuration configuration) {
        return configuration.resolve(configuration.main().settings().get(ProcessDirectives.DEFAULT_RUNTIME_DIR).orElse("logs"))
                .resolve("culvert-balancers.persist");
    }

    private void open(OptionalLong serving) throws StartFailure {
        try {
            if (serving.isPresent()) {
                takeOverFrom(serving.getAsLong());
            }
            prepare(generation);
        } catch (StartFailure failure) {
            close();
            throw failure;
        }
        adopt(generation);
        note(generation, "AH00489", "Culvert/" + Version.number() + " serves " + addresses() + " (" + Wire.description() + ")");
    }

    private void takeOverFrom(long pid) throws StartFailure {
        try {
            predecessor = Optional.of(wire.takeOverFrom(pid));
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    /** From now on this one serves alone. */
    void relieve() {
        predecessor.ifPresent(Predecessor::relieve);
    }

    /**
     * From now on another program may take the listening sockets, unless this machine has no such way.
     *
     * @param hand that does whatever reloads
     * @param taken is told by that hand which process serves now; this one is to leave then
     */
    void awaitSuccessor(Executor hand, LongConsumer taken) {
        try {
            wire.awaitSuccessor(hand, taken);
        } catch (IOException e) {
            generation.main().errors().log(Level.WARN, "core", "", String.valueOf(e.getMessage()));
        }
    }

    // ---- from one generation to the next

    /** All that can fail. Nothing that serves has changed after it. */
    private void prepare(Generation next) throws StartFailure {
        Configuration configuration = next.configuration();
        if (configuration.listens().isEmpty()) {
            throw new StartFailure("no Listen names a port: there is nothing to serve\nAH00015: Unable to open logs");
        }
        try {
            wire.prepare(next.secured());
        } catch (IOException e) {
            throw new StartFailure("AH02311: cannot begin TLS: " + e.getMessage());
        }
        try {
            hearing.begin(next);
            wire.listen(configuration.listens(), configuration.main().settings().get(ConnectionDirectives.LISTEN_BACKLOG));
        } catch (IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Nothing here can fail: it is in force. Requests that are under way end as they began. */
    private Adoption adopt(Generation next) {
        generation = next;
        logs.complainTo(next.main().errors());
        keeper.adopt();
        List<LiveBalancer> changed = live.adopt(next.balancers());
        keeper.restore(changed);
        live.backends().adopt(next.backends());
        counters.adopt(next.hosts());
        next.follow(wire.checks());
        return new Adoption(next.balancers().size(), changed.size(), wire.adopt(next.configuration().listens()));
    }

    private record Adoption(int balancers, int changed, int closedListeners) {}

    /**
     * Reads the configuration again, from where it came from.
     *
     * @throws StartFailure if it cannot be served; nothing has changed then
     */
    public void reload() throws StartFailure {
        reload(source.get());
    }

    /**
     * Takes another configuration.
     *
     * @throws StartFailure if it cannot be served; nothing has changed then
     */
    public void reload(String configuration) throws StartFailure {
        reload(Loading.ofText("configuration", configuration, Path.of("")));
    }

    /** As above. */
    public synchronized void reload(Loading loading) throws StartFailure {
        try {
            if (closed || leaving.isPresent()) {
                throw new StartFailure("the server is about to end");
            }
            if (loading.hasErrors()) {
                throw new StartFailure(errorsOf(loading));
            }
            keeper.begin();
            Generation next = Generation.of(generation.number() + 1, loading.configuration(), logs, live, desk);
            prepare(next);
            logs.reopen();
            totals.reloaded();
            counters.reloads().done(Instant.now());
            tell(next, adopt(next), drainGone(next));
            logs.keepOnly(next.servers());
        } catch (LogFailure failure) {
            throw refused(new StartFailure(String.valueOf(failure.getMessage())));
        } catch (StartFailure failure) {
            throw refused(failure);
        }
    }

    private StartFailure refused(StartFailure why) {
        counters.reloads().refused();
        logs.keepOnly(generation.servers()); // what it may have opened
        generation.main().errors().log(Level.ERROR, "core", "AH00020", "the configuration was read again and is refused; nothing"
                + " has changed: " + String.valueOf(why.getMessage()).replace("\n", " | "));
        return why;
    }

    private int drainGone(Generation next) {
        Ways ways = new Ways(next.upstreams(), live);
        Settings main = next.configuration().main().settings();
        List<LiveTunnel> gone = tunnels.all().stream().filter(tunnel -> !ways.has(tunnel.facts())).toList();
        if (main.get(DrainDirectives.RELOAD) == DrainDirectives.Gone.DRAIN) {
            new Drain(operator, main.get(DrainDirectives.TIME), GOING_AWAY).tell(gone);
        }
        return gone.size();
    }

    private void tell(Generation next, Adoption what, int gone) {
        boolean drains = next.configuration().main().settings().get(DrainDirectives.RELOAD) == DrainDirectives.Gone.DRAIN;
        note(next, "AH00493", "generation " + next.number() + " is in force: serves " + addresses() + ", closed "
                + what.closedListeners + " listeners; balancers: " + what.balancers + ", of which " + what.changed
                + " are new or changed; tunnels: " + tunnels.size() + " go on, of which " + gone
                + " lead where nothing is mapped any more and " + (drains ? "drain" : "are kept"));
    }

    // ---- the end

    /**
     * Accepts nobody any more, answers what was begun, and says goodbye to the tunnels, spread over CulvertDrainTime.
     *
     * @return done when nobody is left, or when GracefulShutdownTimeout is over; close it then
     */
    public CompletableFuture<Void> leave() {
        return leave(GOING_AWAY);
    }

    /** @param farewell to the tunnels */
    synchronized CompletableFuture<Void> leave(Farewell farewell) {
        CompletableFuture<Void> begun = leaving.orElseGet(() -> leaveSoon(farewell));
        leaving = Optional.of(begun);
        return begun;
    }

    private CompletableFuture<Void> leaveSoon(Farewell farewell) {
        lastWord = farewell;
        Settings main = generation.configuration().main().settings();
        note(generation, "AH00492", "leaves gracefully: " + tunnels.size() + " tunnels drain, " + wire.guests()
                + " other connections end after their request");
        wire.leaveSoon();
        Drain drain = new Drain(operator, main.get(DrainDirectives.TIME), farewell);
        return whenEmpty(drain, () -> totals.count().connections() == 0, main.get(ConnectionDirectives.GRACEFUL_SHUTDOWN_TIMEOUT));
    }

    /**
     * Ends the tunnels, and looks until there is nobody left.
     *
     * @param most zero for ever
     */
    private CompletableFuture<Void> whenEmpty(Drain drain, BooleanSupplier empty, Duration most) {
        CompletableFuture<Void> met = new CompletableFuture<>();
        var looking = operator.scheduleWithFixedDelay(() -> {
            drain.tell(tunnels.all()); // a handshake that was under way may have become one since
            if (empty.getAsBoolean()) {
                met.complete(null);
            }
        }, 0, LOOK.toNanos(), TimeUnit.NANOSECONDS);
        met.whenComplete((_, _) -> looking.cancel(false));
        return most.isZero() ? met : met.completeOnTimeout(null, most.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says goodbye to every tunnel, ends every connection, writes what the logs still have to say, and closes them. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        wire.leaveSoon();
        wire.settle();
        whenEmpty(new Drain(operator, Duration.ZERO, lastWord), () -> tunnels.size() == 0, LAST_WORDS).join();
        operator.shutdownNow();
        wire.close();
        keeper.close();
        note(generation, "AH00491", "stopped");
        logs.close();
    }

    // ---- what there is to see

    /** The first address that is listened on. */
    public InetSocketAddress address() {
        return addresses().getFirst();
    }

    /** The addresses that are listened on, with the ports that were chosen where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return wire.addresses();
    }

    /** The tunnels that are open, to be looked at and to be ended: a view that changes as they come and go. */
    public Collection<LiveTunnel> tunnels() {
        return tunnels.all();
    }

    /** Tunnels that are open now. */
    public int openTunnels() {
        return tunnels.size();
    }

    /**
     * Exchanges that wait because as many as its {@code max=} allows are at the backend.
     *
     * @param identity the backend's URL
     */
    public int waiting(String identity) {
        return Math.toIntExact(live.backends().of(identity).waiting());
    }

    private static void note(Generation who, String number, String text) {
        who.main().errors().log(Level.NOTICE, "core", Optional.empty(), number, text);
    }
}
