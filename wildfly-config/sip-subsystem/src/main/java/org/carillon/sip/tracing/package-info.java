/**
 * Traces: the messages of one call or of one peer, written to the log for some minutes while everything else stays
 * quiet.
 * A trace is bounded in time and in messages, and what is written carries no credentials and no media keys.
 */
@NullMarked
package org.carillon.sip.tracing;

import org.jspecify.annotations.NullMarked;
