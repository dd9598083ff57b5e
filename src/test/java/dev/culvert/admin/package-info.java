/** Tests of the balancer manager, without a socket. */
@NullMarked
package dev.culvert.admin;

import org.jspecify.annotations.NullMarked;
