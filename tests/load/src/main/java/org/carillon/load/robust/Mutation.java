// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks a message: bits, cuts, repeated and huge headers, odd UTF-8, huge numbers, line ends. */
final class Mutation {
    private static final int LONGEST = 60_000;
    private static final List<String> ODD = List.of(
            ";;",
            ",",
            "\"",
            "<",
            ">",
            "%00",
            "%",
            "\\",
            "[",
            "]",
            "[::",
            "sip:",
            "sips:@",
            "tel:",
            "=",
            "\t",
            "\r\n ",
            "\r\n\r\n",
            "z9hG4bK",
            "SIP/2.0",
            ":",
            "@",
            "?",
            "&",
            "*",
            "()",
            "-1",
            "\u0000",
            "\u0001",
            "\u007f",
            "\u00a0",
            "\ufeff",
            "\u202e",
            "{}",
            "${x}",
            "%s%n",
            "../",
            "Content-Length: 5\r\n",
            "Via: x\r\n",
            "\r\nTo:\r\n");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "1e9",
            "00000000000000000001",
            "0x10",
            "\u0661\u0662");
    private static final byte[][] BROKEN_UTF8 = {
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf0, (byte) 0x9f},
        {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0x80}
    };

    private Mutation() {}

    /** {@return the message with one to four changes; at most 60,000 bytes} */
    static byte[] of(byte[] message, Random random) {
        var bytes = message;
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = once(bytes, random);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8);
        }
        var at = random.nextInt(bytes.length);
        return switch (random.nextInt(14)) {
            case 0, 1 -> flipped(bytes, random);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(20)), new byte[0]);
            case 4 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 60)));
            case 5, 6 ->
                spliced(bytes, at, at, ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8));
            case 7 -> spliced(bytes, at, at, BROKEN_UTF8[random.nextInt(BROKEN_UTF8.length)]);
            case 8 -> repeatedLine(bytes, at, 1 + random.nextInt(random.nextInt(20) == 0 ? 2_000 : 20));
            case 9 -> hugeValue(bytes, at, random);
            case 10, 11 -> otherNumber(bytes, at, random);
            case 12 -> lineEnds(bytes, random);
            default -> withoutLine(bytes, at);
        };
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        var changed = bytes.clone();
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        var out = new ByteArrayOutputStream(bytes.length + middle.length);
        out.write(bytes, 0, from);
        out.write(middle, 0, middle.length);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static byte[] repeatedLine(byte[] bytes, int at, int times) {
        var from = lineStart(bytes, at);
        var to = lineEnd(bytes, at);
        var line = Arrays.copyOfRange(bytes, from, to);
        var out = new ByteArrayOutputStream();
        for (var i = 0; i < times && out.size() < LONGEST - bytes.length; i++) {
            out.write(line, 0, line.length);
        }
        return spliced(bytes, to, to, out.toByteArray());
    }

    private static byte[] withoutLine(byte[] bytes, int at) {
        return spliced(bytes, lineStart(bytes, at), lineEnd(bytes, at), new byte[0]);
    }

    private static byte[] hugeValue(byte[] bytes, int at, Random random) {
        var unit = List.of("A", ";p=v", ",<sip:a@127.0.0.1>", "%41", "\"", "(", " ", "\r\n ")
                .get(random.nextInt(8));
        var room = Math.max(1, random.nextInt(random.nextInt(20) == 0 ? 40_000 : 2_000) / unit.length());
        return spliced(bytes, at, at, unit.repeat(room).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] otherNumber(byte[] bytes, int at, Random random) {
        var from = at;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        var to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        return spliced(
                bytes, from, to, NUMBERS.get(random.nextInt(NUMBERS.size())).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] lineEnds(byte[] bytes, Random random) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var other = switch (random.nextInt(3)) {
            case 0 -> text.replace("\r\n", "\n");
            case 1 -> text.replace("\r\n", "\r");
            default -> text.replaceFirst("\r\n", " ");
        };
        return other.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int lineStart(byte[] bytes, int at) {
        var from = at;
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        return from;
    }

    private static int lineEnd(byte[] bytes, int at) {
        var to = at;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        return Math.min(bytes.length, to + 1);
    }
}
