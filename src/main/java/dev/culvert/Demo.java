package dev.culvert;

import dev.culvert.demo.EchoBackend;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Supplier;

/** {@code --demo}: an echo backend, the proxy in front of it with conf/demo.conf, and a page that uses both. */
final class Demo {
    private static final String FILE = "conf/demo.conf";

    private final CommandLine line;
    private final PrintStream out;
    private final PrintStream err;

    Demo(CommandLine line, PrintStream out, PrintStream err) {
        this.line = line;
        this.out = out;
        this.err = err;
    }

    int run() {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EchoBackend backend = EchoBackend.start(loop);
        Supplier<Loading> source = () -> Loading.of(line.withFile(FILE), Map.of("DEMO_BACKEND", "127.0.0.1:" + backend.port()));
        Loading loading = source.get();
        if (loading.hasErrors()) {
            loading.diagnostics().forEach(d -> err.println(d.print()));
            return 1;
        }
        try {
            Server server = Server.start(loading, source, out, err);
            new Operator(server, source, () -> { }, err).begin();
            out.println("Culvert demo: http://127.0.0.1:" + server.address().getPort() + "/");
            out.println("The page opens a WebSocket through the proxy, as " + FILE + " maps it. Stop with Ctrl-C.");
            return Program.KEEPS_RUNNING;
        } catch (StartFailure failure) {
            err.println("culvert: " + failure.getMessage());
            return 1;
        }
    }
}
