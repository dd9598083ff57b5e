@NullMarked
package dev.culvert.lint;

import org.jspecify.annotations.NullMarked;
