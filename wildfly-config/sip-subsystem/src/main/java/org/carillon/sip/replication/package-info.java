// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Copies of application sessions, with their dialogs, on other nodes: what is copied, how it is written, where it is kept, and who may go on with
 * it when its node is gone. Knows neither the stack nor the SIP Servlets implementation; {@code application} and the stack's package read
 * and make the live objects.
 */
@NullMarked
package org.carillon.sip.replication;

import org.jspecify.annotations.NullMarked;
