/**
 * The wire format of MGCP 1.0 (RFC 3435) and of its AU package (RFC 2897) as immutable values.
 * {@link org.carillon.media.mgcp.codec.MgcpParser} accepts what real peers send (LF or CRLF, any case) and
 * {@link org.carillon.media.mgcp.codec.MgcpWriter} writes only what the grammar allows. Everything malformed becomes one
 * {@link org.carillon.media.mgcp.codec.MgcpSyntaxException} that carries the return code to answer with. It has a few classes more
 * than a package should, because every value of the one format reads and prints itself.
 */
@NullMarked
package org.carillon.media.mgcp.codec;

import org.jspecify.annotations.NullMarked;
