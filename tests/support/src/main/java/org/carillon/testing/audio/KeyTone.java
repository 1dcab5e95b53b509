// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.time.Duration;

/**
 * A telephone key heard as tones.
 *
 * @param key one of {@code 0-9 * # A-D}
 * @param start from the beginning of the sound
 * @param length how long it sounded, exact to about 13 ms
 */
public record KeyTone(char key, Duration start, Duration length) {}
