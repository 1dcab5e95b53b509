// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.audio;

import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * ITU-T G.711. Decoding follows the formula of the recommendation; encoding takes the code whose decoded value is
 * nearest, which is the recommendation's decision rule turned round. The media server encodes by segments and bits:
 * both must agree, and a test of each would notice if not.
 */
public final class G711 {
    /** North America and Japan; RTP payload type 0. */
    public static final G711 MU_LAW = new G711(G711::muLawValue);

    /** The rest of the world; RTP payload type 8. */
    public static final G711 A_LAW = new G711(G711::aLawValue);

    private final short[] decoded = new short[256];
    private final byte[] encoded = new byte[65536];

    private G711(IntUnaryOperator formula) {
        for (int code = 0; code < 256; code++) {
            decoded[code] = (short) formula.applyAsInt(code);
        }
        var codeOf = new TreeMap<Integer, Integer>();
        for (int code = 0; code < 256; code++) {
            // Of mu-law's two zeros the later one, 0xFF, is the one that senders of silence use.
            codeOf.put((int) decoded[code], code);
        }
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            var below = codeOf.floorEntry(value);
            var above = codeOf.ceilingEntry(value);
            boolean takeBelow = above == null || (below != null && value - below.getKey() <= above.getKey() - value);
            var chosen = takeBelow && below != null ? below : above;
            encoded[value & 0xFFFF] = chosen == null ? 0 : chosen.getValue().byteValue();
        }
    }

    private static int muLawValue(int code) {
        int bits = ~code & 0xFF;
        int exponent = (bits >> 4) & 7;
        int magnitude = ((((bits & 0xF) << 3) + 132) << exponent) - 132;
        return bits >= 128 ? -magnitude : magnitude;
    }

    private static int aLawValue(int code) {
        int bits = code ^ 0x55;
        int exponent = (bits >> 4) & 7;
        int mantissa = (bits & 0xF) << 4;
        int magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 264) << (exponent - 1);
        return bits >= 128 ? magnitude : -magnitude;
    }

    /** The sample of a code. */
    public short decode(byte code) {
        return decoded[code & 0xFF];
    }

    /** The code of a sample. */
    public byte encode(short sample) {
        return encoded[sample & 0xFFFF];
    }

    /** All samples of a packet. */
    public short[] decode(byte[] codes) {
        var samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = decode(codes[i]);
        }
        return samples;
    }

    /** A packet of all samples. */
    public byte[] encode(short[] samples) {
        var codes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = encode(samples[i]);
        }
        return codes;
    }
}
