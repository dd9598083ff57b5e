/**
 * The same scenarios against Culvert and, where it is installed, against httpd: the oracle for "drop-in".
 */
@NullMarked
package dev.culvert.parity;

import org.jspecify.annotations.NullMarked;
