/**
 * What pure code may ask of the world outside (files, names, passwords), and what it may tell it (lines for the log).
 */
@NullMarked
package dev.culvert.world;

import org.jspecify.annotations.NullMarked;
