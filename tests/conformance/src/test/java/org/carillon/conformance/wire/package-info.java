// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * A SIP element for tests that keeps nothing from them: messages are text, and each can be bent before it is sent.
 * It shares no code with the container.
 */
@NullMarked
package org.carillon.conformance.wire;

import org.jspecify.annotations.NullMarked;
