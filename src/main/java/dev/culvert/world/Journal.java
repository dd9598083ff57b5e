package dev.culvert.world;

/** Where what there is to say about one request goes: the error log, or the one who asked for an explanation. */
public interface Journal {
    /** Where nobody listens. */
    Journal SILENT = new Journal() {
        @Override
        public void say(Remark remark) { }

        @Override
        public boolean wants(Level level, String module) {
            return false;
        }
    };

    void say(Remark remark);

    /** Whether anybody would read it: asked before a line is put together that hardly ever is wanted. */
    boolean wants(Level level, String module);
}
