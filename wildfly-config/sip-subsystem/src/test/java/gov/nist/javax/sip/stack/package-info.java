// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of our message processors inside the stack itself; they look at what only its package may see. */
@NullMarked
package gov.nist.javax.sip.stack;

import org.jspecify.annotations.NullMarked;
