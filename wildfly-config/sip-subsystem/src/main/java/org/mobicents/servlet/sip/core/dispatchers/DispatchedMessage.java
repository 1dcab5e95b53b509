// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.mobicents.servlet.sip.core.dispatchers;

import javax.sip.SipProvider;
import org.mobicents.servlet.sip.message.SipServletMessageImpl;

/** What a task of the implementation is about. */
public final class DispatchedMessage {
    private DispatchedMessage() {}

    /** {@return the message that a task gives to its servlet} */
    public static SipServletMessageImpl of(DispatchTask task) {
        return task.sipServletMessage;
    }

    /** {@return where the message came in} */
    public static SipProvider provider(DispatchTask task) {
        return task.sipProvider;
    }
}
