// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Where a request goes when its next hop has a name: NAPTR, SRV and address records, as RFC 3263 says.
 * A look-up never runs on a lane, for lanes must not wait: what is not known yet is asked for by threads of its own, and the
 * request leaves when the answer is there. Nothing of the SIP stack but its URIs and hops is used here.
 */
@NullMarked
package org.carillon.sip.location;

import org.jspecify.annotations.NullMarked;
