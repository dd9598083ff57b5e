@NullMarked
package dev.culvert.syntax;

import org.jspecify.annotations.NullMarked;
