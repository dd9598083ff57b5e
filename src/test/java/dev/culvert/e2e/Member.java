package dev.culvert.e2e;

import java.io.IOException;

/** One backend of a balancer: a process that can be killed, stopped, hung, and started again where it was. */
final class Member implements AutoCloseable {
    private static final int SECONDS = 60;

    private final String script;
    private final String name;
    private final int port;
    private Program program;

    private Member(String script, String name, int port, Program program) {
        this.script = script;
        this.name = name;
        this.port = port;
        this.program = program;
    }

    /** One of npm's ws, that names itself in each handshake and each echo. */
    static Member webSocket(String name) throws Exception {
        return start("ws-member.mjs", name);
    }

    /** One of npm's socket.io. */
    static Member socketIo(String name) throws Exception {
        return start("sio-member.mjs", name);
    }

    private static Member start(String script, String name) throws Exception {
        Program program = run(script, name, "0");
        return new Member(script, name, Integer.parseInt(program.await(SECONDS).group(1)), program);
    }

    private static Program run(String script, String name, String port) throws IOException {
        return Npm.run("^port (\\d+)$", _ -> {}, script, name, port);
    }

    /** Also its route. */
    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Without a word, as by an administrator who lost patience. */
    void kill() throws Exception {
        program.signal("KILL");
        program.end(SECONDS);
    }

    /** In good order: it closes its door, says 1001 to everybody and ends. */
    void stop() throws Exception {
        program.signal("TERM");
    }

    /** From now on the system accepts connections for it, and nobody answers. */
    void hang() throws Exception {
        program.signal("STOP");
    }

    void goOn() throws Exception {
        program.signal("CONT");
    }

    /** Waits for the end that {@link #stop} began, and answers the exit code. */
    int end() throws Exception {
        return program.end(SECONDS);
    }

    /** On the same port as before. */
    void again() throws Exception {
        program = run(script, name, String.valueOf(port));
        program.await(SECONDS);
    }

    /** How many handshakes it answered since it was started. */
    long upgraded() {
        return program.printed().lines().filter(line -> line.startsWith("upgraded ")).count();
    }

    @Override
    public void close() {
        program.close();
    }
}
