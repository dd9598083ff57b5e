package dev.culvert.wire;

import dev.culvert.config.Listen;
import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sockets that are listened on, by what the configuration calls them. One thread at a time changes them. */
final class Listeners {
    /** @param nth of those that say the same: port 0 may be asked for more than once */
    private record Place(String written, int nth) {}

    /** How one is opened. */
    interface Opener {
        Channel open(InetSocketAddress address) throws IOException;

        /** One that another program has opened. */
        Channel adopt(int descriptor) throws IOException;
    }

    /** One that another program may take. */
    record Open(String written, FileDescriptor descriptor) {}

    /** One that another program has opened. */
    record Inherited(String written, int descriptor) {}

    private final Map<Place, Channel> open = new LinkedHashMap<>();
    private final Map<Place, Integer> inherited = new LinkedHashMap<>();

    /** These are taken where they are what is wanted next, and the others closed. */
    void inherit(List<Inherited> sockets) {
        sockets.forEach(socket -> put(inherited, socket.written(), socket.descriptor()));
    }

    /**
     * Opens those that are not open yet: all of them or none.
     *
     * @throws IOException with a sentence for the administrator
     */
    void open(List<Listen> wanted, Opener opener) throws IOException {
        Map<Place, Channel> fresh = new LinkedHashMap<>();
        Map<Place, Listen> places = places(wanted);
        for (Map.Entry<Place, Listen> place : places.entrySet()) {
            if (open.containsKey(place.getKey())) {
                continue;
            }
            try {
                fresh.put(place.getKey(), open(place.getKey(), place.getValue(), opener));
            } catch (IOException e) {
                close(fresh.values());
                throw new IOException("AH00072: cannot listen on " + place.getValue() + ": " + e.getMessage(), e);
            }
        }
        open.putAll(fresh);
        for (int left : inherited.values()) {
            new FileDescriptor(left).close();
        }
        inherited.clear();
    }

    private Channel open(Place place, Listen listen, Opener opener) throws IOException {
        Integer descriptor = inherited.remove(place);
        return descriptor == null ? opener.open(listen.address()) : opener.adopt(descriptor);
    }

    /** What another program may take. */
    List<Open> all() {
        return open.entrySet().stream()
                .map(one -> new Open(one.getKey().written(), ((UnixChannel) one.getValue()).fd()))
                .toList();
    }

    /**
     * Closes the others. What they have accepted goes on.
     *
     * @return how many were closed
     */
    int keepOnly(List<Listen> wanted) {
        Set<Place> gone = new HashSet<>(open.keySet());
        gone.removeAll(places(wanted).keySet());
        close(gone.stream().map(open::remove).toList());
        return gone.size();
    }

    /** Those of the first time first. */
    List<InetSocketAddress> addresses() {
        return open.values().stream().map(listener -> (InetSocketAddress) listener.localAddress()).toList();
    }

    void close() {
        close(new ArrayList<>(open.values()));
        open.clear();
    }

    private static void close(Iterable<Channel> listeners) {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    }

    private static Map<Place, Listen> places(List<Listen> wanted) {
        Map<Place, Listen> places = new LinkedHashMap<>();
        wanted.forEach(listen -> put(places, listen.toString(), listen));
        return places;
    }

    private static <V> void put(Map<Place, V> places, String written, V what) {
        int nth = 0;
        while (places.putIfAbsent(new Place(written, nth), what) != null) {
            nth++;
        }
    }
}
