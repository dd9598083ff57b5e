/**
 * The tree given meaning: virtual hosts, sections and how they merge.
 */
@NullMarked
package dev.culvert.config;

import org.jspecify.annotations.NullMarked;
