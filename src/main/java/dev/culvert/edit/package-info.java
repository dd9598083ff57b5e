/**
 * What configurations change about a request and its answer on the way: headers (mod_headers), variables (mod_env,
 * mod_setenvif), and where a path leads (mod_alias). Pure functions over values.
 */
@NullMarked
package dev.culvert.edit;

import org.jspecify.annotations.NullMarked;
