/** Tests of mod_rewrite, without a socket. */
@NullMarked
package dev.culvert.rewrite;

import org.jspecify.annotations.NullMarked;
