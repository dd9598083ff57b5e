/**
 * Patterns as httpd's configurations write them, each with a budget.
 */
@NullMarked
package dev.culvert.expr;

import org.jspecify.annotations.NullMarked;
