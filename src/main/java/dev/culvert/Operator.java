package dev.culvert;

import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import sun.misc.Signal;

/** Does what signals ask of a server, one after the other, on a thread of its own. */
final class Operator {
    private final Server server;
    private final Supplier<Loading> source;
    private final Runnable last;
    private final PrintStream err;
    private final Notify supervisor = Notify.ofEnvironment();
    private volatile boolean replaced;
    private final ExecutorService hand =
            Executors.newSingleThreadExecutor(task -> Thread.ofPlatform().name("signals").unstarted(task));

    /**
     * @param source of the configuration when it is to be read again
     * @param last when the server has ended
     */
    Operator(Server server, Supplier<Loading> source, Runnable last, PrintStream err) {
        this.server = server;
        this.source = source;
        this.last = last;
        this.err = err;
    }

    /** From now on signals are heard. httpd's own; all of them are gentle. To be called before anybody can know the process. */
    void listen() {
        on("USR1", this::reload);
        on("HUP", this::reload);
        on("WINCH", this::leave);
        on("TERM", this::stop);
        on("INT", this::stop);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
    }

    /** It serves. */
    void begin() {
        supervisor.ready("serves");
        server.awaitSuccessor(hand, this::replaced);
    }

    private void on(String signal, Runnable task) {
        Signal.handle(new Signal(signal), _ -> hand.execute(task));
    }

    private void reload() {
        if (replaced) {
            err.println("culvert: another process serves by now: a reload is for that one");
            return;
        }
        supervisor.reloading();
        try {
            server.reload(source.get());
            supervisor.ready("serves");
        } catch (StartFailure refused) {
            err.println("culvert: " + refused.getMessage());
            supervisor.ready("serves what it did before: the new configuration was refused");
        }
    }

    /** Another program serves now; the supervisor goes on with that one. */
    private void replaced(long pid) {
        replaced = true;
        supervisor.mainPid(pid);
        server.leave(Server.SERVICE_RESTART).thenRun(() -> hand.execute(this::stop));
    }

    /** Another signal may still come while it takes its time. */
    private void leave() {
        if (!replaced) {
            supervisor.stopping();
        }
        server.leave().thenRun(() -> hand.execute(this::stop));
    }

    private void stop() {
        // Not on this thread: it would wait for itself in the hook.
        Thread.ofPlatform().name("exit").start(() -> System.exit(0));
    }

    private void end() {
        if (!replaced) {
            supervisor.stopping();
        }
        server.close();
        last.run();
    }
}
