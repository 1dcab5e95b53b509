/**
 * The figures of a container: counters of the hot path by method, class of answer, connector and lane, and what its
 * tables and sessions hold now.
 * Every counter is a {@link java.util.concurrent.atomic.LongAdder} or a plain field, so a message pays a few
 * nanoseconds, takes no lock and allocates nothing.
 * They start at 0 with the container and only grow; the management model reads them.
 */
@NullMarked
package org.carillon.sip.metrics;

import org.jspecify.annotations.NullMarked;
