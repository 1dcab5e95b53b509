// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Stream transports without a thread per connection: framing, connections, their limits and the selector behind them.
 * Nothing here knows the SIP stack, so each part is tested on plain sockets; the glue is in
 * {@code gov.nist.javax.sip.stack}. TLS and WebSocket are layers of the same connection.
 */
@NullMarked
package org.carillon.sip.transport;

import org.jspecify.annotations.NullMarked;
