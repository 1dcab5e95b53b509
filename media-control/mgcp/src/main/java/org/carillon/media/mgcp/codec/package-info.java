/**
 * The wire format of MGCP 1.0 (RFC 3435) and of its AU package (RFC 2897) as immutable values.
 * {@link org.carillon.media.mgcp.codec.MgcpParser} accepts what real peers send (LF or CRLF, any case) and
 * {@link org.carillon.media.mgcp.codec.MgcpWriter} writes only what the grammar allows. Everything malformed becomes one
 * {@link org.carillon.media.mgcp.codec.MgcpSyntaxException} that carries the return code to answer with.
 */
@NullMarked
package org.carillon.media.mgcp.codec;

import org.jspecify.annotations.NullMarked;
