// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapters 6, 8 and 9: sessions, listeners and timers. */
@SipApplication(name = "session", mainServlet = "session")
@NullMarked
package org.carillon.conformance.session;

import javax.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
