package dev.culvert.e2e;

import dev.culvert.demo.EchoBackend;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The echo backend in a process of its own, which says where it listens. */
final class EchoMain {
    private EchoMain() {}

    public static void main(String[] args) {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EchoBackend backend = EchoBackend.start(loop);
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println("echo on " + backend.port());
    }
}
