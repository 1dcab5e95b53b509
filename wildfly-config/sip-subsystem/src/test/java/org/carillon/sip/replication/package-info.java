// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
@NullMarked
package org.carillon.sip.replication;

import org.jspecify.annotations.NullMarked;
