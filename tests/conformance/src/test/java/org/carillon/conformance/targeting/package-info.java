// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 sections 15.11 and 18.2.5: requests that are aimed at a session, and chapter 13: HTTP beside SIP. */
@SipApplication(name = "targeting", mainServlet = "targeting", sessionTimeout = 2)
@NullMarked
package org.carillon.conformance.targeting;

import javax.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
