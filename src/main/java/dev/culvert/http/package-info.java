/**
 * The values of an HTTP exchange. No socket, no directive.
 */
@NullMarked
package dev.culvert.http;

import org.jspecify.annotations.NullMarked;
