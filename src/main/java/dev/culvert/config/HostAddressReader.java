package dev.culvert.config;

import dev.culvert.directive.Misread;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Word;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the addresses of a {@code <VirtualHost>}: {@code *}, {@code _default_}, an IP or a name, each with a port or without. */
final class HostAddressReader {
    private final Consumer<Diagnostic> remarks;

    HostAddressReader(Consumer<Diagnostic> remarks) {
        this.remarks = remarks;
    }

    /**
     * @return several for a name with several addresses; none for a name that cannot be resolved
     * @throws Misread if the word is no address
     */
    List<HostAddress> read(Word word) {
        String text = word.text();
        HostAndPort split = HostAndPort.split(text).orElseThrow(
                () -> misread(word, "expected an address, [address]:port or *:port"));
        int port = port(word, split.port().orElse("*"));
        if (split.host().equals("*") || split.host().toLowerCase(Locale.ROOT).equals("_default_")) {
            return List.of(HostAddress.ANY).stream().map(any -> new HostAddress(any.ip(), port)).toList();
        }
        return resolved(word, split.host()).stream().map(ip -> HostAddress.of(ip, port)).toList();
    }

    private static int port(Word word, String text) {
        Optional<Integer> port = text.equals("*") ? Optional.of(0) : HostAndPort.port(text).filter(number -> number > 0);
        return port.orElseThrow(
                () -> misread(word, "expected a port between 1 and 65535, or *, but was '" + text + "'"));
    }

    private List<InetAddress> resolved(Word word, String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            remarks.accept(Diagnostic.warning(word.at(), "AH00547: <VirtualHost " + word + ">: no address is known for the name '"
                    + host + "', so this address is left out"));
            return List.of();
        }
    }

    private static Misread misread(Word word, String why) {
        return new Misread(Diagnostic.directive(word.at(), "<VirtualHost " + word + ">: " + why));
    }
}
