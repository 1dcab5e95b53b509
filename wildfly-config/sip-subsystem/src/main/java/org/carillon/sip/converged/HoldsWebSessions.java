// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import jakarta.servlet.http.HttpSession;

/** An application session that can be told of another id of one of its HTTP sessions. */
public interface HoldsWebSessions {
    /** Forgets the id that a session had, and knows it by its new one. */
    void rename(String before, HttpSession session);
}
