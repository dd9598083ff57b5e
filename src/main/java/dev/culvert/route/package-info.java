/**
 * From a request to a decision, pure: ProxyPass, canonical paths, reverse mapping.
 */
@NullMarked
package dev.culvert.route;

import org.jspecify.annotations.NullMarked;
