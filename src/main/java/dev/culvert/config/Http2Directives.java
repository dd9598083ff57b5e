package dev.culvert.config;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;

/** The directives of mod_http2. */
public final class Http2Directives {
    private static final String NO_WORKERS = "an event loop serves every stream";
    private static final String NO_PUSH = "browsers have given up pushes, and so has Culvert";

    public static final Family FAMILY = Family.of("mod_http2")
            .without("H2CopyFiles", "files are read as they are sent")
            .without("H2Direct", "HTTP/2 without an upgrade is spoken where Protocols names h2c")
            .without("H2EarlyHints", "interim answers of backends are passed on")
            .without("H2EarlyHint", "interim answers of backends are passed on")
            .without("H2MaxDataFrameLen", "DATA is as long as what arrived from the backend")
            .without("H2MaxStreamErrors", "resets are limited by number and time")
            .without("H2MaxWorkerIdleSeconds", NO_WORKERS)
            .without("H2MaxWorkers", NO_WORKERS)
            .without("H2MinWorkers", NO_WORKERS)
            .without("H2ModernTLSOnly", "TLS before 1.2 is not spoken")
            .without("H2OutputBuffering", "what is there is sent")
            .without("H2Padding", "frames are not padded")
            .without("H2ProxyRequests", "Culvert is no forward proxy")
            .without("H2Push", NO_PUSH)
            .without("H2PushDiarySize", NO_PUSH)
            .without("H2PushPriority", NO_PUSH)
            .without("H2PushResource", NO_PUSH)
            .without("H2SerializeHeaders", "heads are never written as HTTP/1.1")
            .without("H2SessionExtraFiles", "no file is held open for a session")
            .without("H2StreamMaxMemSize", "a stream holds no more than its window")
            .without("H2StreamTimeout", "Timeout holds for streams too")
            .without("H2TLSCoolDownSecs", "records are sized by what is there")
            .without("H2TLSWarmUpSize", "records are sized by what is there")
            .without("H2Upgrade", "HTTP/2 without TLS begins with HTTP/2");

    public static final Setting<Integer> MAX_STREAMS = FAMILY.value("H2MaxSessionStreams",
                    args -> (int) Reads.whole(args, 1, 10_000))
            .in(SERVER, VIRTUAL_HOST).initially(100)
            .doc("Streams that may be open at once on one HTTP/2 connection.");

    /** Bytes. */
    public static final Setting<Integer> WINDOW = FAMILY.value("H2WindowSize",
                    args -> (int) Reads.whole(args, 1024, Integer.MAX_VALUE))
            .in(SERVER, VIRTUAL_HOST).initially(65_535)
            .doc("Bytes that a client may send on one stream ahead of what the backend has taken.");

    public static final Setting<Boolean> WEB_SOCKETS = FAMILY.flag("H2WebSockets")
            .in(SERVER, VIRTUAL_HOST).initially(false)
            .doc("Whether clients are told that they may open WebSockets over HTTP/2 (RFC 8441).");

    private Http2Directives() {}
}
