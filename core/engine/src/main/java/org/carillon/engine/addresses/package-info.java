// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * IP addresses: networks as the operator writes them, and which addresses a tenant may make the platform talk to. Nothing here
 * asks a name server.
 */
@NullMarked
package org.carillon.engine.addresses;

import org.jspecify.annotations.NullMarked;
