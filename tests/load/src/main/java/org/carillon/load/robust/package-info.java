// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * {@code ./carillon bench robustness}: feeds the real server what no peer should send, and looks whether a call still
 * works. Runs only inside a network namespace that has nothing but loopback, for the messages name foreign hosts.
 * What is sent comes from a seed, and what was sent before a failure is kept in a file, so that it can be sent again.
 */
@NullMarked
package org.carillon.load.robust;

import org.jspecify.annotations.NullMarked;
