package io.netty.channel.epoll;

import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The one class of Culvert's that stands in a package of Netty's, because what it needs is visible only there.
 *
 * <p>Netty 4.2.18 takes a socket out of epoll when it waits for nothing, as one does whose peer has half-closed, and
 * forgets that it did: the next wait for room to write fails, and what was to be written is lost. With EPOLLERR, which
 * the kernel reports anyway, there is always something to wait for. TunnelsTest.muchPassesBothWaysAtOnce fails without
 * this; when it does not any more, this can go.
 */
public final class Watch {
    private Watch() {}

    /** @param channel one of epoll's; before it is registered, this costs no system call */
    public static void always(Channel channel) {
        set(channel, Native.EPOLLERR);
    }

    /** The same, of one that will be read from as soon as it is registered. */
    public static void alwaysAndFirstToRead(Channel channel) {
        set(channel, Native.EPOLLERR | Native.EPOLLIN);
    }

    private static void set(Channel channel, int flags) {
        try {
            ((AbstractEpollChannel) channel).setFlag(flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
