/** Who may come in, tried out. */
@NullMarked
package dev.culvert.access;

import org.jspecify.annotations.NullMarked;
