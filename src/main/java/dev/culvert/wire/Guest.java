package dev.culvert.wire;

/** A client's connection that is no tunnel, as far as an orderly end of the server is concerned. */
interface Guest {
    /** Nothing new is wanted: it ends once what it has begun is done. Any thread may ask. */
    void leaveSoon();
}
