/**
 * Exchanges as conversations: what happens and what is to be done, without a socket.
 */
@NullMarked
package dev.culvert.proxy;

import org.jspecify.annotations.NullMarked;
