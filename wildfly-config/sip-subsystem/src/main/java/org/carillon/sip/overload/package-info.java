// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * What a node does when it gets more than it can do: new dialogs are refused early and cheaply, those in progress go on.
 * The measure is how long a message has waited for its lane, which grows whatever it is that is short.
 */
@NullMarked
package org.carillon.sip.overload;

import org.jspecify.annotations.NullMarked;
