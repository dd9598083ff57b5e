/**
 * Sockets: listeners, the HTTP/1 dialect, the connector and the relay. Beside demo the only package that knows Netty.
 */
@NullMarked
package dev.culvert.wire;

import org.jspecify.annotations.NullMarked;
