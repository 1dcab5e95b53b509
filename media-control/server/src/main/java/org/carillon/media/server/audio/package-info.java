/**
 * Sound as numbers: G.711, tones, keypad digits, resampling and WAV files. Everything works on 16-bit samples at 8 kHz,
 * mono, in frames of 20 ms. No class here knows of a network, a thread or a clock.
 */
@NullMarked
package org.carillon.media.server.audio;

import org.jspecify.annotations.NullMarked;
