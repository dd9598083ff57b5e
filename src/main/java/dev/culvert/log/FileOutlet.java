package dev.culvert.log;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file that is appended to. */
final class FileOutlet implements Outlet {
    private final Path path;
    private FileChannel channel;

    FileOutlet(Path path) throws IOException {
        this.path = path;
        this.channel = open(path);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, CREATE, APPEND);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        if (!channel.isOpen()) {
            channel = open(path);
        }
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    @Override
    public void reopen() throws IOException {
        FileChannel fresh = open(path);
        channel.close();
        channel = fresh;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    // Reads and writes of files do not wait for anyone.
    @Override
    public void abandon() {}
}
