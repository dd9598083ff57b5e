package dev.culvert.admin;

import dev.culvert.proxy.TunnelEnd;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A whole tunnel, for JDK Flight Recorder. It stands where the tunnel ended: one that is open holds no event. */
@Name("culvert.Tunnel")
@Label("Tunnel")
@Category("Culvert")
@Description("A tunnel has ended")
@StackTrace(false)
final class TunnelEvent extends Event {
    @Label("Number")
    long id;

    @Label("Virtual host")
    String host = "";

    @Label("Path")
    String path = "";

    @Label("Balancer")
    String balancer = "";

    @Label("Backend")
    String backend = "";

    @Label("Client")
    String client = "";

    @Label("Lasted")
    @Timespan(Timespan.NANOSECONDS)
    long lasted;

    @Label("From the client")
    @DataAmount
    long up;

    @Label("From the backend")
    @DataAmount
    long down;

    @Label("Close code")
    @Description("0 if no Close frame was seen")
    int code;

    @Label("Ended by")
    String by = "";

    @Label("Why")
    String why = "";

    /** Costs nothing to speak of while nobody records. */
    static void tell(TunnelEnd end) {
        TunnelEvent event = new TunnelEvent();
        if (event.shouldCommit()) {
            event.fill(end);
            event.commit();
        }
    }

    private void fill(TunnelEnd end) {
        id = end.facts().id();
        host = end.facts().host();
        path = end.facts().path();
        balancer = end.facts().balancer();
        backend = end.facts().backend();
        client = end.facts().client();
        lasted = end.lasted().toNanos();
        up = end.traffic().up().bytes();
        down = end.traffic().down().bytes();
        code = end.code().orElse(0);
        by = end.by().toString();
        why = end.why();
    }
}
