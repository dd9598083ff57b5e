package dev.culvert.proxy;

/** What becomes of a handshake: of a request that wants a tunnel. */
public enum Fate {
    /** The backend agreed, and its 101 was found in order. */
    TUNNELLED("tunnelled"),
    /** The backend answered, and not with a 101. */
    REFUSED("refused"),
    /** The backend said 101, but did not agree to what it was asked. */
    UNVERIFIED("unverified"),
    /** The backend was connected, and then silent for too long. */
    TIMED_OUT("timed_out"),
    /** No connection came about: the name, the network, TLS. */
    UNREACHABLE("unreachable"),
    /** The backend's answer broke off, or was none. */
    BROKEN("broken"),
    /** There was nobody to ask: no member that is usable, or no connection that is free. A 503 that a rule gives is no other. */
    NO_BACKEND("no_backend"),
    /** Answered here with 401 or 403. */
    DENIED("denied"),
    /** Answered here with something else, such as a redirect or a file. */
    ANSWERED("answered"),
    /** The client left before it had an answer. */
    ABANDONED("abandoned");

    private final String word;

    Fate(String word) {
        this.word = word;
    }

    static Fate of(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable _, Failure.NameUnknown _, Failure.TlsFailed _, Failure.NoTlsEngine _ -> UNREACHABLE;
            case Failure.NoneFree _, Failure.OutOfUse _ -> NO_BACKEND;
            case Failure.Silent _ -> TIMED_OUT;
            case Failure.NotSwitched _ -> REFUSED;
            case Failure.UnexpectedUpgrade _, Failure.WrongAccept _ -> UNVERIFIED;
            case Failure.NoAnswer _, Failure.BrokenAnswer _, Failure.UnsafeAnswer _, Failure.CorruptStatusLine _,
                    Failure.TooManyInterims _ -> BROKEN;
        };
    }

    /** Of a handshake that no backend had a part in. */
    static Fate answeredHere(int status) {
        return switch (status) {
            case 401, 403 -> DENIED;
            case 503 -> NO_BACKEND;
            default -> ANSWERED;
        };
    }

    /** One word, as in a label of a metric. */
    @Override
    public String toString() {
        return word;
    }
}
