// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * The benchmark behind {@code ./carillon bench overload}: what our SIP servlet container does with three times the calls that it can
 * carry, and with all that it can carry when it has just been started. Server and SIPp have a core each, for a generator that
 * shares the server's core never offers that much. Only 127.0.0.1 is used.
 */
@NullMarked
package org.carillon.load.overload;

import org.jspecify.annotations.NullMarked;
