/**
 * What can be asked about one request, in httpd's expression language, and patterns as httpd's configurations write
 * them, each with a budget.
 */
@NullMarked
package dev.culvert.expr;

import org.jspecify.annotations.NullMarked;
