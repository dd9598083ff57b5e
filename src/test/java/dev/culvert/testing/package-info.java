/**
 * Raw ends of connections for tests: a client and a backend that send exactly the bytes they are told.
 */
@NullMarked
package dev.culvert.testing;

import org.jspecify.annotations.NullMarked;
