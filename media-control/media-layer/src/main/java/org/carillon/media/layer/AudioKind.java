// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of audio that a tenant's server may send: those of Twilio's Play. The content decides, and the type that the
 * server names only where the content cannot. A closed list, for ffmpeg left to itself would also take playlists that make it
 * read other files and addresses.
 */
enum AudioKind {
    WAV("wav"),
    MP3("mp3"),
    AIFF("aiff"),
    AU("au"),
    GSM("gsm"),
    ULAW("mulaw");

    private static final int ENOUGH = 12;
    private final String format;

    AudioKind(String format) {
        this.format = format;
    }

    /** What tells ffmpeg how to read it. */
    List<String> arguments() {
        return this == ULAW ? List.of("-f", format, "-ar", "8000") : List.of("-f", format);
    }

    /** @param contentType as the server named it */
    static Optional<AudioKind> of(Path file, String contentType) throws IOException {
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(ENOUGH);
        }
        if (start.length < ENOUGH) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.BIG_ENDIAN);
        int first = bytes.getInt(0);
        int third = bytes.getInt(8);
        if (first == 0x52494646 && third == 0x57415645) {
            return Optional.of(WAV);
        }
        if (first == 0x464f524d && (third == 0x41494646 || third == 0x41494643)) {
            return Optional.of(AIFF);
        }
        if (first == 0x2e736e64) {
            return Optional.of(AU);
        }
        return byType(
                contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip(), first);
    }

    private static Optional<AudioKind> byType(String type, int first) {
        return switch (type) {
            case "audio/gsm", "audio/x-gsm" -> first >>> 28 == 0xd ? Optional.of(GSM) : Optional.empty();
            case "audio/basic", "audio/ulaw", "audio/x-ulaw", "audio/pcmu" -> Optional.of(ULAW);
            default -> isMp3(first) ? Optional.of(MP3) : Optional.empty();
        };
    }

    /** An ID3 tag, or a frame header of MPEG audio, layer 3 (or 2, which the same decoder reads). */
    private static boolean isMp3(int first) {
        boolean tagged = first >>> 8 == 0x494433;
        boolean frame = first >>> 21 == 0x7ff
                && (first >>> 19 & 3) != 1
                && ((first >>> 17 & 3) == 1 || (first >>> 17 & 3) == 2)
                && (first >>> 12 & 15) != 15
                && (first >>> 10 & 3) != 3;
        return tagged || frame;
    }
}
