package dev.culvert.log;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that belongs to someone else, such as the process's standard error: it is never closed. */
record StreamOutlet(OutputStream stream) implements Outlet {
    @Override
    public void write(byte[] bytes, int length) throws IOException {
        stream.write(bytes, 0, length);
        stream.flush();
    }

    @Override
    public void reopen() {}

    @Override
    public void close() throws IOException {
        stream.flush();
    }

    @Override
    public void abandon() {}
}
