package dev.culvert.admin;

import dev.culvert.balance.Changes;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.directive.Args;
import dev.culvert.world.Level;
import dev.culvert.world.Remark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Keeps changes of balancers over a restart ({@code BalancerPersist On}), in a file that is never half written. */
public final class Keeper implements AutoCloseable {
    private final Path file;
    private final Consumer<Remark> log;
    private final Map<LiveBalancer, Args> next = new LinkedHashMap<>();
    private volatile Map<LiveBalancer, Args> kept = Map.of();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();

    /** @param log is told what went wrong with the file: nothing of it keeps the server from running */
    public Keeper(Path file, Consumer<Remark> log) {
        this.file = file;
        this.log = log;
    }

    /**
     * The generation that is being made wants these as well.
     *
     * @param line see {@link Editable#read}; the main server's stays
     */
    void keeps(List<LiveBalancer> more, Args line) {
        synchronized (next) {
            more.forEach(balancer -> next.putIfAbsent(balancer, line));
        }
    }

    /** Another generation is begun: what the last one that was begun wanted is forgotten, unless it was adopted. */
    public void begin() {
        synchronized (next) {
            next.clear();
        }
    }

    /** The generation that was begun is in force. */
    public void adopt() {
        synchronized (next) {
            kept = Collections.unmodifiableMap(new LinkedHashMap<>(next));
        }
    }

    /** By identity. */
    private Map<String, Kept> kept() {
        Map<String, Kept> all = new LinkedHashMap<>();
        kept.forEach((balancer, line) -> all.put(balancer.configured().identity(), new Kept(balancer, line)));
        return all;
    }

    private record Kept(LiveBalancer balancer, Args line) {}

    /** Makes the changes again that are in the file, to those of these that are there. Reads the file: not for a loop. */
    public void restore(Collection<LiveBalancer> fresh) {
        Map<String, Kept> there = kept();
        if (there.isEmpty()) {
            return;
        }
        Map<String, Args> lines = new HashMap<>();
        there.forEach((identity, one) -> lines.put(identity, one.line()));
        read(lines).forEach((identity, changes) -> Optional.ofNullable(there.get(identity)).filter(one -> fresh.contains(one.balancer()))
                .ifPresent(one -> one.balancer().apply(changes)));
    }

    private Map<String, Changes> read(Map<String, Args> lines) {
        try {
            return ChangeText.read(Files.readAllLines(file), lines, (line, why) -> warn(file + ":" + line + ": " + why
                    + "; this line of the changes to balancers is overlooked"));
        } catch (NoSuchFileException _) {
            return Map.of();
        } catch (IOException e) {
            warn(file + ": the changes to balancers cannot be read and are lost: " + e);
            return Map.of();
        }
    }

    private void warn(String text) {
        log.accept(new Remark(Level.WARN, "proxy_balancer", "", text));
    }

    /** Something was changed: the file is written soon, on a thread of its own. */
    void changed() {
        if (!wanted.getAndSet(true)) {
            Thread.ofVirtual().name("balancer-changes").start(this::write);
        }
    }

    private void write() {
        writing.lock();
        try {
            if (wanted.getAndSet(false)) {
                write(ChangeText.of(changes()));
            }
        } catch (IOException e) {
            log.accept(Remark.error("proxy_balancer", "", file + ": the changes to balancers cannot be kept: " + e));
        } finally {
            writing.unlock();
        }
    }

    private Map<String, Changes> changes() {
        Map<String, Changes> changes = new LinkedHashMap<>();
        kept().forEach((identity, one) -> changes.put(identity, one.balancer().changes()));
        return changes;
    }

    private void write(String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true); // else the new name may be on disk before what it names
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        write();
    }
}
