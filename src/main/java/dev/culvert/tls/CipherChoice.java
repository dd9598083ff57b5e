package dev.culvert.tls;

import dev.culvert.directive.Args;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What SSLCipherSuite chose; a half that it did not speak of stays what it was.
 *
 * @param older for TLS 1.2
 * @param newer for TLS 1.3
 */
record CipherChoice(Optional<List<Cipher>> older, Optional<List<Cipher>> newer) {
    static final CipherChoice NONE = new CipherChoice(Optional.empty(), Optional.empty());

    /** What this says, and beyond that what another does. */
    CipherChoice over(CipherChoice outer) {
        return new CipherChoice(older.or(outer::older), newer.or(outer::newer));
    }

    static CipherChoice read(Args args, CipherChoice soFar) {
        SslReads.forWholeServers(args);
        String first = args.next("a list of cipher suites");
        Optional<String> second = args.nextIfAny();
        args.end();
        CipherChoice read = second.isEmpty() ? older(args, first) : switch (first) {
            case "SSL" -> older(args, second.get());
            case "TLSv1.3" -> newer(args, second.get());
            default -> throw args.error(args.name() + ": expected SSL or TLSv1.3 before the list, but was '" + first + "'");
        };
        return read.over(soFar);
    }

    static CipherChoice older(Args args, String text) {
        List<Cipher> chosen = CipherList.read(text);
        if (chosen.isEmpty()) {
            throw args.error("AH01898: " + args.name() + ": '" + text + "' leaves no cipher suite that Culvert can speak in TLS 1.2"
                    + " (finite-field DHE, DSS, PSK, Camellia and everything weaker are not among them)");
        }
        return new CipherChoice(Optional.of(chosen), Optional.empty());
    }

    static CipherChoice newer(Args args, String text) {
        List<Cipher> chosen = Arrays.stream(text.split(":", -1)).flatMap(name -> Cipher.TLS_1_3.stream()
                .filter(each -> each.name().equals(name))).distinct().toList();
        if (chosen.isEmpty()) {
            throw args.error("AH10127: " + args.name() + ": '" + text + "' leaves no cipher suite for TLS 1.3; there are "
                    + Cipher.TLS_1_3);
        }
        return new CipherChoice(Optional.empty(), Optional.of(chosen));
    }
}
