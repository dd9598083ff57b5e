/**
 * httpd's configuration language: text becomes a tree in which every word knows its file and line. Knows no directive.
 */
@NullMarked
package dev.culvert.syntax;

import org.jspecify.annotations.NullMarked;
