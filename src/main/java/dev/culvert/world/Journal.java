package dev.culvert.world;

/** Where what there is to say about one request goes: the error log, or the one who asked for an explanation. */
public interface Journal {
    void say(Remark remark);

    /** Whether anybody would read it: asked before a line is put together that hardly ever is wanted. */
    boolean wants(Level level, String module);
}
