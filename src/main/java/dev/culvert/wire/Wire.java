package dev.culvert.wire;

import dev.culvert.balance.Backend;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.Live;
import dev.culvert.balance.LiveBackends;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.log.ErrorLog;
import dev.culvert.world.Level;
import dev.culvert.http.Peer;
import dev.culvert.tls.ClientTls;
import dev.culvert.world.Remark;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Watch;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The sockets: event loops, listeners, and what is shared among their connections. */
public final class Wire implements AutoCloseable {
    /**
     * The bound of what waits to be written to one socket, in bytes: reading from the other side stops above the first
     * number and begins again below it. One read of at most 64 KiB may be on its way besides.
     */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    /** What ALPN may agree on. */
    private static final Set<String> OFFERED = Set.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

    private final Transport transport = Transport.best();
    private final EventLoopGroup loops;
    private final Supplier<Sites> sites;
    private final LiveBackends live;
    private final InstantSource clock;
    private final Connector connector = new Connector(this);
    private final HealthChecks checks;
    private final ClientTlsContexts clientContexts = new ClientTlsContexts();
    private volatile IdentityHashMap<ClientTls, SslContext> contexts = new IdentityHashMap<>();
    private final LookUps lookUps = new LookUps();
    private final List<Channel> listeners = new ArrayList<>();
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();

    /**
     * @param sites the virtual hosts that are current, asked for at every request
     * @param live counters that outlive every configuration
     */
    public Wire(int loopCount, Supplier<Sites> sites, LiveBackends live, InstantSource clock) {
        this.live = live;
        this.loops = transport.loops(loopCount);
        this.sites = sites;
        this.clock = clock;
        this.checks = new HealthChecks(this, loops.next());
    }

    /**
     * Opens a listener.
     *
     * @return the address it got, its port chosen if 0 was asked for
     * @throws IOException if the address cannot be bound
     */
    public InetSocketAddress listen(InetSocketAddress address, int backlog) throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(transport.listener())
                .option(ChannelOption.SO_BACKLOG, backlog)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new Accept())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        listeners.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
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
        listeners.add(channel);
        return channel.localAddress();
    }

    /** Reads a file of heartbeats now, and from then on once a second if it has changed. */
    public void readHeartbeats(Path file, Heartbeats heartbeats) {
        HeartbeatReader reader = new HeartbeatReader(file, heartbeats, this::remark);
        reader.look();
        loops.next().scheduleWithFixedDelay(() -> lookUps.run(reader::look), 1, 1, TimeUnit.SECONDS);
    }

    private final class Accept extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (channel.remoteAddress() == null) {
                channel.close(); // gone before it was looked at
                return;
            }
            Watch.always(channel);
            Opening.begin(Wire.this, channel);
            channel.eventLoop().execute(channel::read);
        }
    }

    /** Which sockets and which TLS are in use, for {@code -V} and the first log line. */
    public static String description() {
        return Transport.best().name().toLowerCase(java.util.Locale.ROOT) + ", TLS by "
                + (OpenSsl.isAvailable() ? OpenSsl.versionString() : "the JDK");
    }

    /** Tunnels that are open now. */
    public int openTunnels() {
        return tunnels.size();
    }

    void tunnelOpened(Tunnel tunnel) {
        tunnels.add(tunnel);
    }

    void tunnelClosed(Tunnel tunnel) {
        tunnels.remove(tunnel);
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
        IdentityHashMap<ClientTls, SslContext> prepared = new IdentityHashMap<>(); // comparing certificates at every handshake would cost
        for (ServedSite site : secured) {
            ClientTls how = site.tls().orElseThrow();
            prepared.put(how, clientContexts.of(how, offered(site.site().host().settings())));
        }
        contexts = prepared;
    }

    /** Of a host that {@link #prepare} was told of. */
    SslContext contextFor(ClientTls how) {
        SslContext context = contexts.get(how);
        if (context == null) {
            throw new IllegalStateException("a host that nobody prepared for TLS");
        }
        return context;
    }

    private static List<String> offered(Settings settings) {
        return settings.get(ConnectionDirectives.PROTOCOLS).stream().filter(OFFERED::contains).toList();
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

    /** Closes the listeners, then every connection; each exchange that was under way gets its access line. */
    @Override
    public void close() {
        checks.follow(List.of(), 1);
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        tunnels.forEach(Tunnel::stopSoon);
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
