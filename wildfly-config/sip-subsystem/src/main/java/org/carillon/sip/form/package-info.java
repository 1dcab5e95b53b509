// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * What a message must look like before anything else looks at it, and the answer to one that does not.
 * The parser asks for these checks line by line; none of them needs a transaction or a dialog.
 */
@NullMarked
package org.carillon.sip.form;

import org.jspecify.annotations.NullMarked;
