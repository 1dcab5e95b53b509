// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import org.mobicents.servlet.sip.core.MobicentsExtendedListeningPoint;

/**
 * An open listening point.
 *
 * @param name its name in the management model
 * @param container whose it is
 * @param point the implementation's view of it
 */
public record ListeningConnector(String name, SipContainer container, MobicentsExtendedListeningPoint point)
        implements AutoCloseable {
    /** Closes the socket; calls over it get no further messages. */
    @Override
    public void close() {
        container.close(this);
    }
}
