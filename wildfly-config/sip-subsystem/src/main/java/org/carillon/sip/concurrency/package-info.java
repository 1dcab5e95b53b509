// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Concurrency control: a session whose code runs on one thread at a time.
 * A {@code Turn} is the right to run it; what comes meanwhile waits in the turn's own bounded queue and not on a lane.
 * Which sessions have a turn is said by the application's {@code ConcurrencyMode}.
 */
@NullMarked
package org.carillon.sip.concurrency;

import org.jspecify.annotations.NullMarked;
