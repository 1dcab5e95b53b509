/**
 * Telephone audio on the wire: RTP (RFC 3550, RFC 3551), keypad digits (RFC 4733) and the session description that
 * negotiates them. One session is owned by the media loop's thread; nothing here locks. The path of a packet makes no
 * garbage.
 */
@NullMarked
package org.carillon.media.server.rtp;

import org.jspecify.annotations.NullMarked;
