/**
 * The program: command line, server, generation, and the list of directive families.
 */
@NullMarked
package dev.culvert;

import org.jspecify.annotations.NullMarked;
