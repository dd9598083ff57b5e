package dev.culvert.log;

import java.io.IOException;

/** Where the bytes of a sink end up. All but {@link #abandon} is called on the sink's writer. */
interface Outlet {
    /** Opens it again, if it was closed. May wait for as long as the reader at the other end wants. */
    void write(byte[] bytes, int length) throws IOException;

    /** Opens it anew, so that a file that was moved away is left alone from now on. */
    void reopen() throws IOException;

    /** Ends it, waiting a bounded time for a program at the other end to read the rest. */
    void close() throws IOException;

    /** Makes a write that is stuck fail, and every later one. Called on another thread. */
    void abandon();
}
