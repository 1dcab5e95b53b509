/**
 * The value of a session: its legs, the documents that run on them, deadlines and effects that are not acknowledged yet.
 * Everything here is immutable, so that the same value goes into the grid, to another node and into a test. The runners
 * of verbs see it as a {@code CallState} and answer with a {@code Step}.
 */
@NullMarked
package org.carillon.engine.calls.session;

import org.jspecify.annotations.NullMarked;
