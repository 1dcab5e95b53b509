/**
 * The phone's own RTP: packets, G.711, telephone events, one socket that sends on a 20 ms clock and records what comes.
 * It shares no code with the media server on purpose: two independent readings of RFC 3550, RFC 3551 and RFC 4733 must agree.
 * Received audio is kept by its RTP time stamps, so a late or lost packet shows as such and never shifts what follows.
 */
@NullMarked
package org.carillon.testing.rtp;

import org.jspecify.annotations.NullMarked;
