/**
 * One exchange as a conversation: what happened comes in, what to do next goes out.
 */
@NullMarked
package dev.culvert.proxy;

import org.jspecify.annotations.NullMarked;
