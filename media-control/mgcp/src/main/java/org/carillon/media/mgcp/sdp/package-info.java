/**
 * Session descriptions (RFC 8866) as far as audio calls need them: origin, addresses, media with their payload types,
 * formats, packet time and direction. Reading is tolerant and keeps lines it does not know as attributes; printing is
 * strict, so that the same description printed and read again is equal. The driver and the media server both use it.
 */
@NullMarked
package org.carillon.media.mgcp.sdp;

import org.jspecify.annotations.NullMarked;
