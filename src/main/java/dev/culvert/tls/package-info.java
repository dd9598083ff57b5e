/**
 * What mod_ssl's directives say about TLS; the wire makes engines of it.
 */
@NullMarked
package dev.culvert.tls;

import org.jspecify.annotations.NullMarked;
