package dev.culvert.access;

import dev.culvert.world.Question;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** The addresses of a name. */
record AddressQuestion(String name) implements Question<Set<InetAddress>> {
    /** Takes as long as the system's resolver takes to give up. */
    @Override
    public Set<InetAddress> find() {
        try {
            return name.isEmpty() ? Set.of() : Set.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException | IllegalArgumentException _) {
            return Set.of();
        }
    }

    @Override
    public Set<InetAddress> withoutNetwork() {
        return Set.of();
    }
}
