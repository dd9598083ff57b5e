package dev.culvert.wire;

import dev.culvert.frame.CloseCode;
import dev.culvert.frame.Sender;
import dev.culvert.proxy.Farewell;

/**
 * How a tunnel is ended from here.
 *
 * @param code that it is known by afterwards
 */
record Parting(Tunnel.Reason why, Farewell toClient, Farewell toBackend, int code) {
    /** The same to both. */
    static Parting of(Tunnel.Reason why, Farewell farewell) {
        return new Parting(why, farewell, farewell, farewell.code());
    }

    /** To the one who broke a limit what it was, and to the other that it is over. */
    static Parting broken(Sender who, Farewell what) {
        Farewell other = new Farewell(CloseCode.GOING_AWAY, "the other side broke a limit");
        return who == Sender.CLIENT
                ? new Parting(Tunnel.Reason.LIMIT, what, other, what.code())
                : new Parting(Tunnel.Reason.LIMIT, other, what, what.code());
    }

    /** One does not answer pings, and the other is to know. */
    static Parting silent(Sender who) {
        Farewell told = new Farewell(CloseCode.GOING_AWAY, "no answer to a ping");
        Farewell other = new Farewell(CloseCode.BROKEN, "the other side does not answer pings");
        return who == Sender.CLIENT
                ? new Parting(Tunnel.Reason.SILENT, told, other, CloseCode.BROKEN)
                : new Parting(Tunnel.Reason.SILENT, other, told, CloseCode.BROKEN);
    }
}
