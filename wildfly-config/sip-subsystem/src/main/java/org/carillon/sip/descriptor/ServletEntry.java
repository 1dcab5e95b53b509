// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.Map;

/**
 * One SIP servlet of an application.
 *
 * @param name unique within the application
 * @param className its class, a {@code javax.servlet.sip.SipServlet}
 * @param loadOnStartup order of creation at start when 0 or more; when negative it is made at its first message
 * @param parameters init parameters
 */
public record ServletEntry(String name, String className, int loadOnStartup, Map<String, String> parameters) {
    /** Keeps a copy of the parameters. */
    public ServletEntry {
        parameters = Map.copyOf(parameters);
    }
}
