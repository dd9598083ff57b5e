/**
 * mod_rewrite: its directives, and an engine that makes one address of another. Text is held one byte per char, as
 * paths are.
 */
@NullMarked
package dev.culvert.rewrite;

import org.jspecify.annotations.NullMarked;
