// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

/**
 * ITU-T G.711: 16-bit samples to and from one byte. Tables are filled once from the formulas of the recommendation; coding a
 * sample is one look-up. The tables are never changed after that.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum G711 {
    /** PCMU, static RTP payload type 0. */
    ULAW {
        @Override
        int expand(int code) {
            int inverted = ~code & 0xFF;
            int magnitude = (((inverted & 0x0F) << 3) + ULAW_BIAS) << ((inverted & 0x70) >> 4);
            return (inverted & 0x80) != 0 ? ULAW_BIAS - magnitude : magnitude - ULAW_BIAS;
        }

        @Override
        int compress(int sample) {
            int sign = sample < 0 ? 0x80 : 0;
            int magnitude = Math.min(Math.abs(sample), ULAW_CLIP) + ULAW_BIAS;
            int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
            int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
            return ~(sign | (exponent << 4) | mantissa) & 0xFF;
        }
    },
    /** PCMA, static RTP payload type 8. */
    ALAW {
        @Override
        int expand(int code) {
            int toggled = code ^ ALAW_TOGGLE;
            int exponent = (toggled & 0x70) >> 4;
            int magnitude = ((toggled & 0x0F) << 4) + 8;
            if (exponent > 0) {
                magnitude = (magnitude + 0x100) << (exponent - 1);
            }
            return (toggled & 0x80) != 0 ? magnitude : -magnitude;
        }

        @Override
        int compress(int sample) {
            int sign = sample < 0 ? 0 : 0x80;
            // Negative values are taken by one's complement, so that -1..-16 share the first step with 0..15.
            int magnitude = sample < 0 ? ~sample : sample;
            int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude | 1));
            int mantissa = exponent == 0 ? magnitude >> 4 : (magnitude >> (exponent + 3)) & 0x0F;
            return (sign | (exponent << 4) | mantissa) ^ ALAW_TOGGLE;
        }
    };

    private static final int ULAW_BIAS = 0x84;
    private static final int ULAW_CLIP = 32635;
    private static final int ALAW_TOGGLE = 0x55;

    private final short[] decoded = new short[256];
    private final byte[] encoded = new byte[65536];

    G711() {
        for (int code = 0; code < 256; code++) {
            decoded[code] = (short) expand(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            encoded[sample & 0xFFFF] = (byte) compress(sample);
        }
    }

    abstract int expand(int code);

    abstract int compress(int sample);

    public short decode(byte code) {
        return decoded[code & 0xFF];
    }

    public byte encode(short sample) {
        return encoded[sample & 0xFFFF];
    }

    /** Codes {@code count} samples into {@code target} from {@code at} on. */
    public void encode(short[] samples, byte[] target, int at, int count) {
        byte[] table = encoded;
        for (int i = 0; i < count; i++) {
            target[at + i] = table[samples[i] & 0xFFFF];
        }
    }
}
