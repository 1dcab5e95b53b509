// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** In a deployment it says that the application wants one thing at a time in an application session. */
@NullMarked
@ConcurrencyControl(mode = ConcurrencyControlMode.SipApplicationSession)
package org.carillon.conformance.concurrency.controlled;

import org.jspecify.annotations.NullMarked;
import org.mobicents.servlet.sip.annotation.ConcurrencyControl;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
