/**
 * What happened in a call, in the order it happened, from every party that looked.
 * Phones, tenant servers and audio checks write events with a time; tests read durations from it, people read the ladder.
 * A timeline is bounded and never throws away its beginning.
 */
@NullMarked
package org.carillon.testing.timeline;

import org.jspecify.annotations.NullMarked;
