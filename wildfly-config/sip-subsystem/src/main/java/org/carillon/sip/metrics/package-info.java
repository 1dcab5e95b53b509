/**
 * Counters of the hot path: what came in and went out, by method, by class of answer, by connector and by lane.
 * Every counter is a {@link java.util.concurrent.atomic.LongAdder} or a plain field, so a message pays a few
 * nanoseconds, takes no lock and allocates nothing.
 * They start at 0 with the container and only grow; the management model reads them.
 */
@NullMarked
package org.carillon.sip.metrics;

import org.jspecify.annotations.NullMarked;
