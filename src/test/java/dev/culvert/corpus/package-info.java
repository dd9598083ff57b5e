/**
 * The configurations people really have, as files of our own: each is started, asked, and must send every request where
 * httpd sends it.
 */
@NullMarked
package dev.culvert.corpus;

import org.jspecify.annotations.NullMarked;
