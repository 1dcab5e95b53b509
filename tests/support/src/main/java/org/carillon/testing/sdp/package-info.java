/**
 * The little of SDP (RFC 4566, offer and answer of RFC 3264) that a telephone needs.
 * Values are immutable; parsing is lenient about lines it does not know and strict about those it uses.
 * No media is touched here.
 */
@NullMarked
package org.carillon.testing.sdp;

import org.jspecify.annotations.NullMarked;
