// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

/** What a leg in a mixer may do. */
public enum MixMode {
    /** Speaks and hears. */
    SPEAK_AND_HEAR,
    /** Hears only: muted. */
    HEAR,
    /** Speaks only: deaf. */
    SPEAK
}
