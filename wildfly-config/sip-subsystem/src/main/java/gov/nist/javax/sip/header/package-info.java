// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** What takes the place of a class of the stack with the same name: this module's own jar comes before the stack's. */
@NullMarked
package gov.nist.javax.sip.header;

import org.jspecify.annotations.NullMarked;
