package dev.culvert.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;

/**
 * How the kernel's io_uring is used. What many sockets have to say is asked for, and answered, with one system call. An idle
 * socket holds no memory to read into: the kernel takes it from a ring of buffers that all sockets of a loop share, at the
 * moment when something comes, and as much of one as it needs.
 */
final class Ring {
    static {
        // A read that goes on by itself would bring what nobody has asked for: how much is read, the other side decides.
        System.setProperty("io.netty.iouring.recvMultiShotEnabled", "false");
    }

    private static final short GROUP = 1;
    /** In bytes: as much as one read may bring. */
    private static final int BUFFER = 64 * 1024;
    private static final short BUFFERS = 64;
    private static final int AT_FIRST = 16;

    private Ring() {}

    /** Whether the kernel lets us, with all that it takes to be quicker than epoll. */
    static boolean isAvailable() {
        return IoUring.isAvailable() && IoUring.isRegisterBufferRingIncSupported();
    }

    static IoHandlerFactory newFactory() {
        IoUringBufferRingConfig buffers = IoUringBufferRingConfig.builder()
                .bufferGroupId(GROUP)
                .bufferRingSize(BUFFERS)
                .batchSize(AT_FIRST)
                .incremental(true)
                .allocator(new IoUringFixedBufferRingAllocator(ByteBufAllocator.DEFAULT, false, BUFFER))
                .build();
        return IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setBufferRingConfig(buffers));
    }

    /** That socket reads into the loop's buffers. */
    static void join(Channel socket) {
        socket.config().setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
    }
}
