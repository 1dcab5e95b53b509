/**
 * Sound as numbers: reading and writing WAV, making tones, and judging what was heard.
 * Everything works on 16 bit mono samples and knows nothing of RTP, SIP or files of the product.
 * The mathematics is written anew here, so that an error of the media server cannot cancel itself out in its tests.
 */
@NullMarked
package org.carillon.testing.audio;

import org.jspecify.annotations.NullMarked;
