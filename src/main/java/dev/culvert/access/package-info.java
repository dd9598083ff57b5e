/**
 * Who may come in: what {@code Require}, {@code Allow}, {@code Deny} and passwords say, and who a client behind another
 * proxy is.
 */
@NullMarked
package dev.culvert.access;

import org.jspecify.annotations.NullMarked;
