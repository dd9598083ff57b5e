package dev.culvert.access;

import dev.culvert.world.Question;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** The name of an address. It counts only if that name has the address in its turn: anybody can claim a name. */
record NameQuestion(InetAddress address) implements Question<Optional<String>> {
    /** Takes as long as the system's resolver takes to give up. */
    @Override
    public Optional<String> find() {
        try {
            // Without its own name, so that it is looked up; and the JDK asks for the name's addresses, too.
            InetAddress nameless = InetAddress.getByAddress(address.getAddress());
            String name = nameless.getCanonicalHostName();
            return name.equals(nameless.getHostAddress()) ? Optional.empty() : Optional.of(name);
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> withoutNetwork() {
        return Optional.empty();
    }

    /** {@code example.com} and {@code .example.com}: the name itself, or what ends in it after a dot. */
    static boolean isIn(String domain, String name) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        String known = name.toLowerCase(Locale.ROOT);
        return !wanted.isEmpty() && (known.equals(wanted) || known.endsWith(wanted.startsWith(".") ? wanted : "." + wanted));
    }
}
