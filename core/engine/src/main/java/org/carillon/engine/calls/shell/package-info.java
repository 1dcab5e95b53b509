/**
 * The shell around the step: mailboxes that keep a session's events in order, the saving of each new value before its
 * effects leave, timers, and the adapters' way in. Nothing here decides what a call does.
 */
@NullMarked
package org.carillon.engine.calls.shell;

import org.jspecify.annotations.NullMarked;
