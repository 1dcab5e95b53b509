// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of the stream transports on pure bytes and on plain sockets. */
@NullMarked
package org.carillon.sip.transport;

import org.jspecify.annotations.NullMarked;
