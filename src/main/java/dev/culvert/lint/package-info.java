/**
 * What a configuration says and hardly means: mistakes that httpd accepts silently, each with the line that would be right.
 */
@NullMarked
package dev.culvert.lint;

import org.jspecify.annotations.NullMarked;
