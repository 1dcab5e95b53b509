// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * How answers reach clients: each is held until it is whole and is then written as fast as its client reads, by nobody who
 * waits. Audio is read from its file piece by piece meanwhile.
 */
@NullMarked
package org.carillon.api.answers;

import org.jspecify.annotations.NullMarked;
