package dev.culvert.access;

import dev.culvert.access.RemoteIpDirectives.Proxy;
import dev.culvert.access.RemoteIpDirectives.Trust;
import dev.culvert.directive.Settings;
import dev.culvert.http.Headers;
import dev.culvert.http.IpText;
import dev.culvert.http.Network;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who the client is, where proxies that are trusted stand in front. */
public final class RemoteIp {
    /** httpd: where no proxy is named every one is believed, but none of them about private addresses. */
    private static final Optional<Trust> OF_ANYBODY = Optional.of(Trust.TRUSTED);

    private static final List<Network> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
            .flatMap(text -> Network.parse(text).stream()).toList();
    private static final Network PUBLIC_IPV6 = Network.parse("2000::/3").orElseThrow();

    private final List<Proxy> known;
    private final String header;
    private final List<InetAddress> proxies = new ArrayList<>();
    private InetAddress client;
    private Optional<String> rest;
    private Optional<Remark> remark = Optional.empty();

    private RemoteIp(Settings settings, InetAddress peer, String header, String value) {
        this.known = settings.get(RemoteIpDirectives.PROXIES);
        this.header = header;
        this.client = peer;
        this.rest = Optional.of(value);
    }

    /**
     * What a request shows of its client.
     *
     * @param address the client's
     * @param headers the request's, without what was believed of the header that names the client
     * @param proxies the trusted proxies on the way, the nearest first; internal ones are not told
     * @param remark why no more of the header was believed
     */
    public record Seen(InetAddress address, Headers headers, List<InetAddress> proxies, Optional<Remark> remark) {
        public Seen {
            proxies = List.copyOf(proxies);
        }

        static Seen unchanged(InetAddress peer, Headers headers) {
            return new Seen(peer, headers, List.of(), Optional.empty());
        }
    }

    /**
     * httpd: where a PROXY header has named the client this is not asked: the other header is not looked at.
     *
     * @param settings those of the virtual host
     * @param peer whoever made the connection
     */
    public static Seen see(Settings settings, InetAddress peer, Headers headers) {
        Optional<String> name = settings.get(RemoteIpDirectives.HEADER);
        Optional<String> value = name.flatMap(headers::joined);
        if (name.isEmpty() || value.isEmpty()) {
            return Seen.unchanged(peer, headers);
        }
        RemoteIp walk = new RemoteIp(settings, peer, name.get(), value.get());
        return walk.seen(settings, headers);
    }

    /** Whether a connection must begin with a PROXY header. Where it need not, it must not. */
    public static boolean isAnnounced(Settings settings, InetAddress peer) {
        return settings.get(RemoteIpDirectives.PROXY_PROTOCOL)
                && settings.get(RemoteIpDirectives.EXCEPTIONS).stream().noneMatch(network -> network.contains(peer));
    }

    private Seen seen(Settings settings, Headers headers) {
        InetAddress peer = client;
        Optional<String> whole = rest;
        while (step()) { }
        if (rest.equals(whole)) {
            return new Seen(peer, headers, List.of(), remark);
        }
        Headers.Builder edited = headers.toBuilder();
        rest.ifPresentOrElse(left -> edited.set(header, left), () -> edited.remove(header));
        settings.get(RemoteIpDirectives.PROXIES_HEADER).filter(_ -> !proxies.isEmpty())
                .ifPresent(name -> edited.set(name, shown(proxies)));
        return new Seen(client, edited.build(), proxies, remark);
    }

    /** Takes the right-most address off, if whoever gave it is believed. */
    private boolean step() {
        Optional<Trust> trust = known.isEmpty() ? OF_ANYBODY : known.stream()
                .filter(proxy -> proxy.network().contains(client)).map(Proxy::trust).findFirst();
        if (trust.isEmpty() || rest.isEmpty()) {
            return false;
        }
        String list = rest.get();
        int comma = list.lastIndexOf(',');
        String last = list.substring(comma + 1).strip();
        Optional<InetAddress> named = believed(last, trust.get());
        named.ifPresent(address -> {
            if (trust.get() == Trust.TRUSTED) {
                proxies.add(client);
            }
            client = address;
            rest = comma < 0 ? Optional.empty() : Optional.of(list.substring(0, comma).strip());
        });
        return named.isPresent();
    }

    private Optional<InetAddress> believed(String text, Trust trust) {
        Optional<InetAddress> address = Ip.parse(text);
        if (address.isEmpty()) {
            doubt("AH01568", "'" + text + "', which is no address");
        } else if (trust == Trust.TRUSTED && isPrivate(address.get())) {
            doubt("AH01569", text + ", which is not of the public Internet, and is ignored");
            return Optional.empty();
        }
        return address;
    }

    private void doubt(String number, String what) {
        remark = Optional.of(new Remark(Level.DEBUG, "remoteip", number, "the header " + header + " names as client " + what));
    }

    private static boolean isPrivate(InetAddress address) {
        return address.getAddress().length == 4 ? PRIVATE.stream().anyMatch(network -> network.contains(address))
                : !PUBLIC_IPV6.contains(address);
    }

    private static String shown(List<InetAddress> addresses) {
        return addresses.stream().map(IpText::of).collect(Collectors.joining(", "));
    }
}
