package dev.culvert.wire;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.Live;
import dev.culvert.balance.LiveBackends;
import dev.culvert.config.Listen;
import dev.culvert.log.ErrorLog;
import dev.culvert.proxy.Farewell;
import dev.culvert.proxy.LiveTunnels;
import dev.culvert.proxy.Totals;
import dev.culvert.world.Level;
import dev.culvert.http.Peer;
import dev.culvert.tls.ClientTls;
import dev.culvert.world.Remark;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The sockets: event loops, listeners, and what is shared among their connections. */
public final class Wire implements AutoCloseable {
    /**
     * The bound of what waits to be written to one socket, in bytes: reading from the other side stops above the first
     * number and begins again below it. One read of at most 64 KiB may be on its way besides.
     */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final Transport transport = Transport.best();
    private final EventLoopGroup loops;
    /** Netty hands descriptors from process to process by epoll alone. */
    private final EventLoopGroup handOver;
    private final Supplier<Sites> sites;
    private final LiveBackends live;
    private final InstantSource clock;
    private final Connector connector = new Connector(this);
    private final HealthChecks checks;
    private final HostContexts hosts = new HostContexts();
    private final LookUps lookUps = new LookUps();
    private final Listeners listeners = new Listeners();
    private final List<Channel> heard = new ArrayList<>();
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;
    private final LiveTunnels tunnels;
    private final Totals totals;
    private final ClientPlaces places = new ClientPlaces();

    /**
     * @param sites the virtual hosts that are current, asked for at every request
     * @param live counters that outlive every configuration
     * @param tunnels that are open, of all configurations
     * @param totals what was done so far, under all configurations
     */
    public Wire(int loopCount, Supplier<Sites> sites, LiveBackends live, LiveTunnels tunnels, Totals totals, InstantSource clock) {
        this.totals = totals;
        this.tunnels = tunnels;
        this.live = live;
        this.loops = transport.loops(loopCount);
        this.handOver = transport == Transport.IO_URING ? Transport.EPOLL.loops(1) : loops;
        this.sites = sites;
        this.clock = clock;
        this.checks = new HealthChecks(this, loops.next());
    }

    /**
     * Opens those that are not open yet: all of them or none.
     *
     * @throws IOException with a sentence for the administrator
     */
    public void listen(List<Listen> wanted, int backlog) throws IOException {
        listeners.open(wanted, new Listeners.Opener() {
            @Override
            public Channel open(InetSocketAddress address) throws IOException {
                return opened(listener(backlog).channel(transport.listener()).bind(address));
            }

            @Override
            public Channel adopt(int descriptor) throws IOException {
                // Whoever takes what is accepted is there only once it is registered.
                Channel channel = opened(listener(backlog).option(ChannelOption.AUTO_READ, false)
                        .channelFactory(() -> transport.listening(descriptor)).register());
                channel.eventLoop().execute(() -> channel.config().setAutoRead(true));
                return channel;
            }
        });
    }

    /**
     * Takes the listening sockets of the program that serves now: those that are wanted need not be opened.
     *
     * @param pid its process
     * @return to be relieved when this one serves
     * @throws IOException with a sentence for the administrator
     */
    public Predecessor takeOverFrom(long pid) throws IOException {
        if (transport == Transport.NIO) {
            throw new IOException("a program can be taken over from only where there is epoll");
        }
        Predecessor predecessor = Predecessor.find(handOver, pid);
        listeners.inherit(predecessor.sockets());
        return predecessor;
    }

    /**
     * From now on another program of the same user's may take the listening sockets.
     *
     * @param hand that does what opens and closes listeners, one thing after the other
     * @param taken is told the number of the process that serves now, by that hand
     * @throws IOException with a sentence for the administrator
     */
    public void awaitSuccessor(Executor hand, LongConsumer taken) throws IOException {
        if (transport != Transport.NIO) {
            heard.add(Successor.await(handOver, listeners::all, hand, taken));
        }
    }

    /**
     * What was prepared and opened is in force: closes all other listeners. What they have accepted goes on.
     *
     * @return how many were closed
     */
    public int adopt(List<Listen> wanted) {
        hosts.adopt();
        return listeners.keepOnly(wanted);
    }

    /** That are listened on, with the ports that were chosen where 0 was asked for. */
    public List<InetSocketAddress> addresses() {
        return listeners.addresses();
    }

    private ServerBootstrap listener(int backlog) {
        return new ServerBootstrap()
                .group(loops)
                .option(ChannelOption.SO_BACKLOG, backlog)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new Prepare())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new Accept());
    }

    private static Channel opened(ChannelFuture opening) throws IOException {
        opening.awaitUninterruptibly();
        if (!opening.isSuccess()) {
            throw new IOException(String.valueOf(opening.cause().getMessage()), opening.cause());
        }
        return opening.channel();
    }

    /**
     * Listens for the heartbeats of servers.
     *
     * @param address its name is looked up here if need be
     * @return the address it got, its port chosen if 0 was asked for
     * @throws IOException with a sentence for the administrator
     */
    public InetSocketAddress listenForHeartbeats(InetSocketAddress address, Heartbeats heartbeats) throws IOException {
        InetSocketAddress at = address.isUnresolved() ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
        if (at.isUnresolved()) {
            throw new IOException("AH02071: cannot listen for heartbeats: nobody knows the name " + at.getHostString());
        }
        DatagramChannel channel = HeartbeatListener.open(loops, transport, at, heartbeats, clock, this::remark);
        heard.add(channel);
        return channel.localAddress();
    }

    /** Reads a file of heartbeats now, and from then on once a second if it has changed. */
    public void readHeartbeats(Path file, Heartbeats heartbeats) {
        HeartbeatReader reader = new HeartbeatReader(file, heartbeats, this::remark);
        reader.look();
        loops.next().scheduleWithFixedDelay(() -> lookUps.run(reader::look), 1, 1, TimeUnit.SECONDS);
    }

    /** Before it is registered: what is done then costs no system call of its own. */
    private final class Prepare extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object accepted) {
            Channel client = (Channel) accepted;
            client.config().setAutoRead(false);
            transport.accepted(client);
            ctx.fireChannelRead(accepted);
        }
    }

    private final class Accept extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (channel.remoteAddress() == null) {
                channel.close(); // gone before it was looked at
                return;
            }
            totals.connected();
            channel.closeFuture().addListener(_ -> totals.disconnected());
            Opening.begin(Wire.this, channel);
            channel.eventLoop().execute(channel::read);
        }
    }

    /**
     * Measures from now on how late each event loop comes to what it has to do.
     *
     * @param late is told the number of the loop and how late it was, on that loop, once a second
     */
    public void watchLoops(BiConsumer<Integer, Duration> late) {
        int number = 0;
        for (EventExecutor loop : loops) {
            LoopProbe.start(loop, number++, late);
        }
    }

    /** Bytes outside the heap that buffers of sockets have: in use, or kept to be used again. */
    public static long bufferMemory() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider known ? known.metric().usedDirectMemory() : 0;
    }

    /** Which sockets and which TLS are in use, for {@code -V} and the first log line. */
    public static String description() {
        return Transport.best().name().toLowerCase(java.util.Locale.ROOT) + ", TLS by "
                + (OpenSsl.isAvailable() ? OpenSsl.versionString() : "the JDK");
    }

    void guestCame(Guest guest) {
        guests.add(guest);
        if (leaving) {
            guest.leaveSoon();
        }
    }

    void guestLeft(Guest guest) {
        guests.remove(guest);
    }

    /** Whether the server has begun to end. */
    boolean isLeaving() {
        return leaving;
    }

    /** Accepts nobody any more. Requests that were begun are answered, their connections closed after that; tunnels go on. */
    public void leaveSoon() {
        listeners.close();
        hearNobody();
        leaving = true;
        guests.forEach(Guest::leaveSoon);
    }

    /** Connections of clients that are no tunnels. */
    public int guests() {
        return guests.size();
    }

    LiveTunnels tunnels() {
        return tunnels;
    }

    Totals totals() {
        return totals;
    }

    ClientPlaces places() {
        return places;
    }

    ServedSite site(InetSocketAddress local, Optional<String> name) {
        return sites.get().find(local, name);
    }

    Transport transport() {
        return transport;
    }

    /** Who asks the members of balancers how they are. */
    public HealthChecks checks() {
        return checks;
    }

    /**
     * Makes what these hosts' handshakes need, so that no client waits for it.
     *
     * @throws IOException if the TLS library cannot do what a host's settings say
     */
    public void prepare(List<ServedSite> secured) throws IOException {
        hosts.prepare(secured);
    }

    /** Of a host that {@link #prepare} was told of. */
    SslContext contextFor(ClientTls how) {
        return hosts.of(how);
    }

    Connector connector() {
        return connector;
    }

    Live live(Backend backend) {
        return live.of(backend);
    }

    InstantSource clock() {
        return clock;
    }

    void remark(ServedSite site, Peer peer, Remark remark) {
        new SiteJournal(site, peer).say(remark);
    }

    LookUps lookUps() {
        return lookUps;
    }

    /** A mistake of ours: it must be seen, and it must not take anyone else down. */
    void broken(Throwable cause) {
        errors().log(Level.ERROR, "culvert", "", "unexpected: " + cause + " at " + where(cause));
    }

    /** Something about backends, and no client, that the administrator has to know. */
    void warn(String sentence) {
        remark(new Remark(Level.WARN, "proxy", "", sentence));
    }

    private void remark(Remark remark) {
        errors().log(remark.level(), remark.module(), remark.number(), remark.text());
    }

    private ErrorLog errors() {
        return site(new InetSocketAddress(0), Optional.empty()).errors();
    }

    private static String where(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length == 0 ? "?" : trace[0].toString();
    }

    /** Waits until each loop has done what it was at: a tunnel whose client has its 101 is known then. Never call it on one. */
    public void settle() {
        loops.forEach(loop -> loop.submit(() -> { }).awaitUninterruptibly());
    }

    private void hearNobody() {
        heard.forEach(listener -> listener.close().awaitUninterruptibly());
    }

    private void endTunnels() {
        tunnels.all().forEach(tunnel -> tunnel.insist(new Farewell(1001, "")));
    }

    /** Closes the listeners, then every connection; each exchange that was under way gets its access line. */
    @Override
    public void close() {
        checks.follow(List.of(), 1);
        listeners.close();
        hearNobody();
        settle();
        endTunnels();
        endTunnels(); // and no answer is waited for
        settle(); // a loop that stops closes sockets before it does its tasks
        handOver.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
