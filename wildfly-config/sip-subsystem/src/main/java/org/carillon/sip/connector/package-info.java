// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * What a connector is besides its transport: its settings, the address under which peers see it, and the Contact that
 * leads back to it. The container opens connectors; the management model says which.
 */
@NullMarked
package org.carillon.sip.connector;

import org.jspecify.annotations.NullMarked;
