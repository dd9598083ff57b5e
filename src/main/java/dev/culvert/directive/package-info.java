/**
 * What a directive is: a value that says its names, places, reading, default, merge and documentation in one place.
 */
@NullMarked
package dev.culvert.directive;

import org.jspecify.annotations.NullMarked;
