/**
 * Reliable exchange of commands and responses over UDP (RFC 3435 section 3.5), for the side that sends commands and for the
 * side that answers them: retransmission with an adaptive timer, provisional answers, acknowledged responses, and an answer
 * that is kept so that a repeated command is carried out at most once. One thread owns the socket, the timers and all state;
 * callers get a {@link java.util.concurrent.CompletionStage}. Everything is bounded: outstanding commands, kept answers,
 * waiting time.
 */
@NullMarked
package org.carillon.media.mgcp.transaction;

import org.jspecify.annotations.NullMarked;
