/** The counters add up to what happened. */
@NullMarked
package org.carillon.sip.metrics;

import org.jspecify.annotations.NullMarked;
