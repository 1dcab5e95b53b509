// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.router;

import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Of an application that comes and goes. */
@SipServlet(name = "third", applicationName = "third", loadOnStartup = 1)
public final class ThirdServlet extends Script {}
