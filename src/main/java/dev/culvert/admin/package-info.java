/** What a person looks at: the balancer manager, and what Prometheus is told. A page is a decision like any other. */
@NullMarked
package dev.culvert.admin;

import org.jspecify.annotations.NullMarked;
