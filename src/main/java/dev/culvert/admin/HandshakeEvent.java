package dev.culvert.admin;

import dev.culvert.proxy.Settled;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What a request for a tunnel came to, for JDK Flight Recorder. It stands where the handshake ended. */
@Name("culvert.Handshake")
@Label("Handshake")
@Category("Culvert")
@Description("A request for a tunnel has its answer")
@StackTrace(false)
final class HandshakeEvent extends Event {
    @Label("Virtual host")
    String host = "";

    @Label("Outcome")
    String outcome = "";

    @Label("Status")
    int status;

    @Label("Backend")
    @Description("The URL that names it in the configuration; empty if none was asked")
    String backend = "";

    @Label("Took")
    @Timespan(Timespan.NANOSECONDS)
    long took;

    /** Costs nothing to speak of while nobody records. */
    static void tell(Settled request) {
        if (request.handshake().isEmpty()) {
            return;
        }
        HandshakeEvent event = new HandshakeEvent();
        if (event.shouldCommit()) {
            event.host = request.host();
            event.outcome = request.handshake().get().toString();
            event.status = request.status();
            event.backend = request.backend();
            event.took = request.took().toNanos();
            event.commit();
        }
    }
}
