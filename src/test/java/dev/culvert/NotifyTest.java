package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor hears, on a socket like its own. */
final class NotifyTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    @TempDir
    Path folder = Path.of("");
    private Optional<EventLoopGroup> loop = Optional.empty();

    @BeforeEach
    void needsEpoll() {
        Assumptions.assumeTrue(Epoll.isAvailable(), "only epoll has such sockets");
        loop = Optional.of(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()));
    }

    @AfterEach
    void stop() {
        loop.ifPresent(group -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    private Channel supervisor(String address) {
        return new Bootstrap().group(loop.orElseThrow()).channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                        heard.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                }).bind(new DomainSocketAddress(address)).syncUninterruptibly().channel();
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void itHearsEachStepInOrder() throws Exception {
        String path = folder.resolve("notify").toString();
        supervisor(path);
        Notify notify = new Notify(Optional.of(path));
        notify.ready("serves");
        notify.reloading();
        notify.mainPid(7);
        notify.stopping();
        assertThat(next()).isEqualTo("READY=1\nSTATUS=serves");
        assertThat(next()).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
        assertThat(next()).isEqualTo("MAINPID=7\nSTATUS=process 7 serves");
        assertThat(next()).isEqualTo("STOPPING=1");
    }

    @Test
    void aNameWithoutAFileIsFoundToo() throws Exception {
        String name = "culvert-" + ProcessHandle.current().pid();
        supervisor("\0" + name);
        new Notify(Optional.of("@" + name)).stopping();
        assertThat(next()).isEqualTo("STOPPING=1");
    }

    @Test
    void nobodyWhoListensIsNoTrouble() {
        new Notify(Optional.of(folder.resolve("nobody").toString())).ready("serves");
        new Notify(Optional.empty()).ready("serves");
        assertThat(heard).isEmpty();
    }
}
