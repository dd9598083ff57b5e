/**
 * WebSocket frames (RFC 6455 §5), read over a relay's shoulder: heads are followed as bytes pass, nothing is kept, copied
 * or changed.
 */
@NullMarked
package dev.culvert.frame;

import org.jspecify.annotations.NullMarked;
