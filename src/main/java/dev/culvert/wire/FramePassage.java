package dev.culvert.wire;

import dev.culvert.frame.Follower;
import dev.culvert.frame.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/**
 * One direction of a WebSocket tunnel. What comes is passed on as it came, while its frames are followed; only where
 * something of our own has to be said, at a boundary between two frames, a buffer is split. After a Close frame of ours
 * nothing is passed on any more (RFC 6455 §5.5.1), and what comes is read for the answer alone.
 *
 * <p>Where a frame may have to be left out (it breaks a limit, or answers a ping of ours), the few bytes of a head that is
 * not whole wait here until it is.
 */
final class FramePassage {
    /** Whoever decides about frames. */
    interface Watcher {
        /** A head is whole, and not passed on. Whoever objects ends the tunnel in {@link #refused}. */
        boolean admits(FramePassage where);

        /** The frame that was objected to will not be passed on: here is a boundary. */
        void refused(FramePassage where);

        /** A frame of a tunnel's own has gone out. */
        void pinged(FramePassage where);

        void saidGoodbye(FramePassage where);

        /** Once: a Close frame has come, or the protocol was broken. */
        void lastFrame(FramePassage where);
    }

    private static final byte[] NOTHING = {};
    /** The longest head, and the payload of a pong. */
    private static final int MOST_HELD = 32;

    private final Follower frames;
    private final Channel to;
    private final Watcher watcher;
    private final boolean guarded;
    private byte[] token = NOTHING;
    private byte[] ping = NOTHING;
    private byte[] goodbye = NOTHING;
    /** The beginning of a frame that nobody has decided about, as far as it came in buffers that are gone. */
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    /** Where in the buffer at hand the current frame began, or went on. */
    private int frame;
    /** All before this is passed on, or left out. */
    private int done;
    private boolean mayBePong;
    private boolean refusing;
    private boolean mute;
    private boolean told;

    /** @param guarded whether a frame may have to be left out */
    FramePassage(Follower frames, Channel to, Watcher watcher, boolean guarded) {
        this.frames = frames;
        this.to = to;
        this.watcher = watcher;
        this.guarded = guarded;
    }

    Follower frames() {
        return frames;
    }

    /** Pongs that carry this are answers to us, and left out. */
    void leaveOut(byte[] payload) {
        token = payload;
    }

    // ---- bytes

    /** Takes the buffer over. */
    void pass(ByteBuf message) {
        done = message.readerIndex();
        frame = done;
        int end = message.writerIndex();
        int at = done;
        while (at < end) {
            if (frames.atBoundary()) {
                boundary(message, at);
            }
            at = step(message, at, end);
        }
        rest(message);
        if (ping.length + goodbye.length > 0) {
            speakIfPossible(); // the last frame may have ended with the buffer
        }
        if (!told && (frames.isClosed() || !frames.error().isEmpty())) {
            told = true;
            watcher.lastFrame(this);
        }
    }

    private int step(ByteBuf message, int at, int end) {
        int opaque = (int) Math.min(frames.opaque(), end - at);
        if (opaque > 0) {
            frames.skip(opaque);
        } else if (frames.take(message.getByte(at))) {
            head(message);
        }
        int next = at + Math.max(1, opaque);
        if (mayBePong && frames.atBoundary()) {
            pong(message, next);
        }
        return next;
    }

    private void boundary(ByteBuf message, int at) {
        frame = at;
        if (ping.length + goodbye.length > 0) {
            forward(message, at);
            speak();
        }
    }

    private void head(ByteBuf message) {
        if (!guarded || mute) {
            return;
        }
        if (watcher.admits(this)) {
            mayBePong = token.length > 0 && frames.opcode() == Opcode.PONG && frames.frameLength() == token.length;
            if (!mayBePong) {
                passHeld();
            }
        } else {
            forward(message, frame);
            drop();
            refusing = true;
            watcher.refused(this);
        }
    }

    /** It is whole: is it ours? */
    private void pong(ByteBuf message, int end) {
        mayBePong = false;
        if (isOurs(message, end)) {
            forward(message, frame);
            drop();
            done = end;
        } else {
            passHeld();
        }
    }

    private boolean isOurs(ByteBuf message, int end) {
        int key = frames.key();
        int before = message.readerIndex() - held.readableBytes();
        for (int i = 0; i < token.length; i++) {
            int at = end - token.length + i;
            byte came = at < message.readerIndex() ? held.getByte(at - before) : message.getByte(at);
            if ((byte) (came ^ key >>> (Integer.SIZE - Byte.SIZE * (i % Integer.BYTES + 1))) != token[i]) {
                return false;
            }
        }
        return true;
    }

    private void rest(ByteBuf message) {
        if (!mute && !isUndecided()) {
            passHeld(); // of a head that was none, with which following them ended
        }
        if (!mute && !isUndecided() && done == message.readerIndex()) {
            to.write(message, to.voidPromise()); // nearly always
            return;
        }
        if (isUndecided()) {
            forward(message, frame);
            hold(message);
        } else {
            forward(message, message.writerIndex());
        }
        message.release();
    }

    private boolean isUndecided() {
        return guarded && !mute && (frames.inHead() || mayBePong);
    }

    /** Passes on what was not until there. */
    private void forward(ByteBuf message, int until) {
        if (!mute && until > done) {
            to.write(message.retainedSlice(done, until - done), to.voidPromise());
        }
        done = Math.max(done, until);
    }

    private void hold(ByteBuf message) {
        if (!held.isReadable()) {
            held = to.alloc().buffer(MOST_HELD);
        }
        held.writeBytes(message, done, message.writerIndex() - done);
    }

    private void passHeld() {
        if (held.isReadable()) {
            to.write(held, to.voidPromise());
            held = Unpooled.EMPTY_BUFFER;
        }
    }

    private void drop() {
        held.release(); // of the empty buffer, that does nothing
        held = Unpooled.EMPTY_BUFFER;
    }

    // ---- what we say

    /** At the next boundary, unless we say goodbye there. */
    void ping(byte[] bytes) {
        ping = bytes;
        speakIfPossible();
    }

    /** At the next boundary; it is the last that goes this way. */
    void goodbye(byte[] bytes) {
        goodbye = bytes;
        speakIfPossible();
    }

    private void speakIfPossible() {
        if (!mute && (frames.atBoundary() || held.isReadable() || refusing)) {
            speak();
        }
    }

    private void speak() {
        if (goodbye.length > 0) {
            mute = true;
            drop();
            to.writeAndFlush(Unpooled.wrappedBuffer(goodbye), to.voidPromise());
            watcher.saidGoodbye(this);
        } else if (ping.length > 0) {
            to.writeAndFlush(Unpooled.wrappedBuffer(ping), to.voidPromise());
            watcher.pinged(this);
        }
        ping = NOTHING;
        goodbye = NOTHING;
    }

    /** Whether our Close frame has gone out, so that what comes is not passed on. */
    boolean isMute() {
        return mute;
    }

    // ---- the end

    /** No more will come: what waited goes as it is. */
    void end() {
        if (!mute) {
            passHeld();
        }
    }

    /** Passes nothing on any more, and gives back what it holds. */
    void fallSilent() {
        mute = true;
        drop();
    }
}
