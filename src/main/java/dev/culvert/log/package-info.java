/**
 * The error log and the access log, in httpd's formats.
 */
@NullMarked
package dev.culvert.log;

import org.jspecify.annotations.NullMarked;
