package dev.culvert.wire;

import dev.culvert.balance.Backend;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.proxy.Action;
import dev.culvert.proxy.Failure;
import dev.culvert.route.ProxyDirectives;
import dev.culvert.route.Target;
import dev.culvert.tls.BackendTls;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gets connections to backends: a kept one, or a new one by name, address and TLS. */
final class Connector {
    /** An idle backend connection is closed after this, unless ttl= says otherwise. */
    private static final Duration KEPT_FOR = Duration.ofSeconds(60);
    /** Idle connections of one event loop to one address, unless smax= says otherwise. */
    private static final int KEPT_AT_MOST = 100;

    private static final int LAST_PORT = 65_535;

    /** Who wanted a connection. */
    interface Caller {
        /** Which gate it is behind; an attempt that passes one writes it there. */
        Admission admission();

        void connected(BackendConnection connection);

        void connectFailed(Failure failure);
    }

    /** What makes two connections interchangeable. */
    private record Key(String address, Optional<BackendTls> tls, String name, int most, Duration timeToLive) {}

    private final Wire wire;
    private final Names names;
    private final BackendTlsContexts contexts = new BackendTlsContexts();
    private final Map<EventLoop, Map<Key, Kept>> kept = new ConcurrentHashMap<>();
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    Connector(Wire wire) {
        this.wire = wire;
        this.names = new Names(InetAddress::getAllByName, System::nanoTime, wire::warn);
    }

    Attempt connect(Action.Connect to, EventLoop loop, Caller caller) {
        return new Attempt(to, loop, caller);
    }

    private Kept kept(EventLoop loop, Key key) {
        return kept.computeIfAbsent(loop, _ -> new HashMap<>()).computeIfAbsent(key, k -> new Kept(loop, k.most, k.timeToLive));
    }

    /** One attempt to get one connection. Confined to its loop, which is the client's where there is one. */
    final class Attempt {
        private final Action.Connect to;
        private final Target target;
        private final EventLoop loop;
        private final Caller caller;
        private final String tlsName;
        private final Optional<BackendTls> tls;
        private final Optional<Duration> addressesLive;
        private Gate.@Nullable Visit visit;
        private boolean cancelled;

        Attempt(Action.Connect to, EventLoop loop, Caller caller) {
            this.to = to;
            this.target = to.target();
            this.loop = loop;
            this.caller = caller;
            this.tlsName = to.serverName();
            this.addressesLive = to.backend().parameters().get(WorkerParameters.ADDRESS_TTL);
            this.tls = target.scheme().isTls() ? Optional.of(BackendTls.of(to.settings())) : Optional.empty();
        }

        /** The caller has lost interest. */
        void cancel() {
            cancelled = true;
            if (visit != null) {
                visit.goAway();
            }
        }

        void begin() {
            int most = to.backend().parameters().get(WorkerParameters.MAX);
            if (tls.isPresent() && !tls.get().engine()) {
                caller.connectFailed(new Failure.NoTlsEngine());
            } else if (target.unixSocket().isEmpty() && target.port() > LAST_PORT) {
                caller.connectFailed(new Failure.Unreachable("there is no port " + target.port()));
            } else if (most == 0 || caller.admission().isTo(to.backend())) {
                find();
            } else {
                visit = gates.computeIfAbsent(to.backend().identity(), _ -> new Gate(wire.live(to.backend())))
                        .enter(most, patience(), loop, this::passed);
            }
        }

        /** httpd: for ever, unless acquire= is there. Ours: as long as an answer may take. */
        private Duration patience() {
            return to.backend().parameters().get(WorkerParameters.ACQUIRE).orElse(to.waits().answer());
        }

        private void passed(Optional<Gate.Pass> pass) {
            if (cancelled) {
                pass.ifPresent(Gate.Pass::giveBack);
            } else if (pass.isEmpty()) {
                caller.connectFailed(new Failure.NoneFree(to.backend()));
            } else {
                caller.admission().granted(to.backend(), pass.get());
                find();
            }
        }

        private void find() {
            if (target.unixSocket().isPresent()) {
                lease(Kept::take, () -> open(List.<SocketAddress>of(new DomainSocketAddress(target.unixSocket().get())).iterator(), ""));
            } else if (addressesLive.isEmpty()) {
                lease(Kept::take, this::look);
            } else {
                look(); // first: a kept connection may lead to where the name no longer points
            }
        }

        private void look() {
            names.find(target.host(), addressesLive, loop, this::named);
        }

        /** A kept connection, if there may be one and there is one. */
        private void lease(Function<Kept, Optional<BackendConnection>> taking, Runnable otherwise) {
            Optional<BackendConnection> waiting = switch (to.source()) {
                case KEPT_OR_FRESH -> taking.apply(kept(loop, key()));
                case FRESH -> Optional.empty();
            };
            waiting.ifPresentOrElse(caller::connected, otherwise);
        }

        private Key key() {
            Backend backend = to.backend();
            int most = backend.parameters().get(WorkerParameters.SMAX).orElse(KEPT_AT_MOST);
            Duration timeToLive = backend.parameters().get(WorkerParameters.TTL).orElse(KEPT_FOR);
            return new Key(target.unixSocket().orElse(target.authority()), tls, tls.isPresent() ? tlsName : "", most, timeToLive);
        }

        private void named(List<InetAddress> addresses) {
            if (cancelled) {
                return;
            }
            if (addresses.isEmpty()) {
                caller.connectFailed(new Failure.NameUnknown(target.host()));
            } else if (addressesLive.isPresent()) {
                lease(pool -> pool.take(addresses), () -> openOneOf(addresses));
            } else {
                openOneOf(addresses);
            }
        }

        private void openOneOf(List<InetAddress> addresses) {
            open(addresses.stream().<SocketAddress>map(a -> new InetSocketAddress(a, target.port())).iterator(), "");
        }

        /** Tries one address after the other; the first that answers is it. */
        private void open(Iterator<SocketAddress> addresses, String trouble) {
            if (cancelled) {
                return;
            }
            if (!addresses.hasNext()) {
                caller.connectFailed(new Failure.Unreachable(trouble));
                return;
            }
            SocketAddress address = addresses.next();
            BackendConnection connection = prepare(address);
            Channel channel = connection.channel();
            ChannelFuture registered = loop.register(channel);
            registered.addListener(_ -> channel.connect(address, local(address)).addListener(done -> {
                if (done.isSuccess()) {
                    secure(connection);
                } else {
                    channel.close();
                    open(addresses, Trouble.words(done.cause()));
                }
            }));
        }

        private @Nullable SocketAddress local(SocketAddress remote) {
            return remote instanceof InetSocketAddress
                    ? to.settings().get(ProxyDirectives.SOURCE_ADDRESS).map(a -> new InetSocketAddress(a, 0)).orElse(null)
                    : null;
        }

        private BackendConnection prepare(SocketAddress address) {
            Channel channel = wire.transport().socket(address);
            wire.transport().prepare(channel);
            channel.config().setAutoRead(false);
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Wire.WATER_MARK);
            channel.config().setConnectTimeoutMillis((int) Math.min(to.waits().connect().toMillis(), Integer.MAX_VALUE));
            if (address instanceof InetSocketAddress) {
                if (to.backend().parameters().get(WorkerParameters.KEEPALIVE)) {
                    channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
                }
                int buffer = to.backend().parameters().get(WorkerParameters.RECEIVE_BUFFER_SIZE)
                        .orElse(to.settings().get(ProxyDirectives.RECEIVE_BUFFER_SIZE));
                if (buffer > 0) {
                    channel.config().setOption(ChannelOption.SO_RCVBUF, buffer);
                }
            }
            BackendConnection connection = new BackendConnection(wire, channel, kept(loop, key()), tls);
            tls.ifPresent(how -> channel.pipeline().addLast(contexts.handler(how, channel.alloc(), tlsName, target.port()))
                    .addLast(new HandshakeEnd()));
            channel.pipeline().addLast(connection);
            return connection;
        }

        private void secure(BackendConnection connection) {
            SslHandler handler = connection.channel().pipeline().get(SslHandler.class);
            if (handler == null) {
                opened(connection);
                return;
            }
            handler.setHandshakeTimeoutMillis(to.waits().answer().toMillis());
            connection.channel().read();
            handler.handshakeFuture().addListener((Future<Channel> done) -> {
                if (done.isSuccess()) {
                    opened(connection);
                } else {
                    connection.discard();
                    failed(TlsTrouble.handshake(done.cause(), tls.orElseThrow(), to.waits().answer()));
                }
            });
        }

        private void opened(BackendConnection connection) {
            if (cancelled) {
                connection.discard();
            } else {
                caller.connected(connection);
            }
        }

        private void failed(Failure failure) {
            if (!cancelled) {
                caller.connectFailed(failure);
            }
        }
    }
}
