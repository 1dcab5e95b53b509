/** Traces end when they must, and nothing secret is written. */
@NullMarked
package org.carillon.sip.tracing;

import org.jspecify.annotations.NullMarked;
