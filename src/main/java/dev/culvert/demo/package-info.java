/**
 * The echo backend and the page behind {@code --demo}.
 */
@NullMarked
package dev.culvert.demo;

import org.jspecify.annotations.NullMarked;
