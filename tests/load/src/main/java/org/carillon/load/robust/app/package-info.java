// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** The small application that is called while the server is fed. It ends by itself whatever a peer leaves behind. */
@SipApplication(name = "robust", sessionTimeout = 1)
@NullMarked
package org.carillon.load.robust.app;

import javax.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
