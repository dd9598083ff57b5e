/**
 * Backends, their parameters and live counters.
 */
@NullMarked
package dev.culvert.balance;

import org.jspecify.annotations.NullMarked;
