package dev.culvert.wire;

import dev.culvert.balance.HeartbeatMessage;
import dev.culvert.balance.Heartbeats;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Hears what servers say of themselves, each in a datagram a second. */
final class HeartbeatListener extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final Heartbeats heartbeats;
    private final InstantSource clock;
    private final Consumer<Remark> remarks;
    private Instant silentUntil = Instant.MIN;

    private HeartbeatListener(Heartbeats heartbeats, InstantSource clock, Consumer<Remark> remarks) {
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.remarks = remarks;
    }

    /**
     * Listens until the channel is closed.
     *
     * @param address if it is a multicast group's, the group is joined on every network that has multicast
     * @param remarks at most one a minute; on an event loop
     * @throws IOException with a sentence for the administrator
     */
    static DatagramChannel open(EventLoopGroup loops, Transport transport, InetSocketAddress address, Heartbeats heartbeats,
            InstantSource clock, Consumer<Remark> remarks) throws IOException {
        ChannelFuture bound = new Bootstrap()
                .group(loops)
                .channelFactory(() -> transport.datagrams(address.getAddress()))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(HeartbeatMessage.LONGEST + 1))
                .handler(new HeartbeatListener(heartbeats, clock, remarks))
                .bind(address)
                .awaitUninterruptibly();
        succeed(bound, "AH02071: cannot listen for heartbeats on " + address);
        DatagramChannel channel = (DatagramChannel) bound.channel();
        if (address.getAddress().isMulticastAddress()) {
            join(channel, address.getAddress());
        }
        return channel;
    }

    private static void succeed(ChannelFuture done, String otherwise) throws IOException {
        if (!done.isSuccess()) {
            done.channel().close();
            throw new IOException(otherwise + ": " + done.cause().getMessage(), done.cause());
        }
    }

    /** httpd leaves the network to the system, which knows one; who sends need not be on that one. */
    private static void join(DatagramChannel channel, InetAddress group) throws IOException {
        List<ChannelFuture> all = NetworkInterface.networkInterfaces().filter(HeartbeatListener::hasMulticast)
                .map(network -> channel.joinGroup(new InetSocketAddress(group, 0), network).awaitUninterruptibly())
                .toList();
        if (all.isEmpty()) {
            channel.close();
            throw new IOException("AH02072: cannot join the multicast group " + group.getHostAddress() + ": no network has multicast");
        }
        if (all.stream().noneMatch(ChannelFuture::isSuccess)) {
            succeed(all.getFirst(), "AH02072: cannot join the multicast group " + group.getHostAddress());
        }
    }

    private static boolean hasMulticast(NetworkInterface network) {
        try {
            return network.isUp() && (network.supportsMulticast() || network.isLoopback());
        } catch (SocketException _) {
            return false; // it went away just now
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
        String sender = packet.sender().getAddress().getHostAddress();
        HeartbeatMessage.parse(packet.content().toString(StandardCharsets.ISO_8859_1)).ifPresentOrElse(
                message -> heard(sender, message),
                () -> complain("AH02087", "what " + sender + " sent is no heartbeat"));
    }

    private void heard(String sender, HeartbeatMessage message) {
        if (!heartbeats.heard(sender, message, clock.instant())) {
            complain("", "the heartbeat of " + sender + " is left out: more servers send some than HeartbeatMaxServers allows");
        }
    }

    /** Anybody can send datagrams, but nobody shall fill the log with them. */
    private void complain(String number, String sentence) {
        Instant now = clock.instant();
        if (now.isBefore(silentUntil)) {
            return;
        }
        silentUntil = now.plus(BETWEEN_COMPLAINTS);
        remarks.accept(new Remark(Level.WARN, "heartmonitor", number, sentence));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        complain("AH02089", "cannot receive heartbeats: " + cause.getMessage());
    }
}
