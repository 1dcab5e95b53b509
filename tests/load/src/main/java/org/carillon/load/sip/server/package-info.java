// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * The servers that {@code ./carillon bench sip} compares, and how each is laid out, started, looked at and ended. Every one gets
 * a folder of its own below the benchmark's and a free port of 127.0.0.1.
 */
@NullMarked
package org.carillon.load.sip.server;

import org.jspecify.annotations.NullMarked;
