// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Where our container's time goes: a flight recording of a load, its samples sorted by what the code was doing, and the CPU
 * time of its threads.
 */
@NullMarked
package org.carillon.load.sip.profile;

import org.jspecify.annotations.NullMarked;
