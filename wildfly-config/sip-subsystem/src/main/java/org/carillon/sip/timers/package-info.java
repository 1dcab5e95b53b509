// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Timers of applications (JSR 289 chapter 8), of application sessions (section 6.1.2) and of proxies.
 * What fires takes the turn of its session, so a session in use does not keep the timers of others waiting.
 */
@NullMarked
package org.carillon.sip.timers;

import org.jspecify.annotations.NullMarked;
