// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import org.carillon.media.server.signal.EndReason;
import org.carillon.media.server.signal.KeySink;

/** A leg or a mixer. */
public sealed interface Endpoint permits Leg, Mixer {
    EndpointState state();

    /** How keys of {@code dtmf:} items are sent here. */
    KeySink keySink();

    /** Ends its signals and gives back what it holds. */
    void close(EndReason reason);
}
