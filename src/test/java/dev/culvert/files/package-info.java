@NullMarked
package dev.culvert.files;

import org.jspecify.annotations.NullMarked;
