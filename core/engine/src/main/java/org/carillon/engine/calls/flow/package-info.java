/**
 * The step: what a session does when something happens. Legs come first (signalling and their session descriptions), then
 * the documents that run on them. Everything here is pure: from a value and an event to a new value and effects.
 */
@NullMarked
package org.carillon.engine.calls.flow;

import org.jspecify.annotations.NullMarked;
