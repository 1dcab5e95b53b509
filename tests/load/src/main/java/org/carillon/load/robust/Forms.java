// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages of the 49 forms of RFC 4475, from our own text of them or, by hand, from the published files. */
final class Forms {
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0 12\r\n";

    private final Map<String, String> texts;
    private final List<byte[]> published;

    private Forms(Map<String, String> texts, List<byte[]> published) {
        this.texts = texts;
        this.published = published;
    }

    /** @param folder of published messages, each a file, which are sent as they are; null for none */
    static Forms read(@Nullable Path folder) throws IOException {
        try (InputStream in = Objects.requireNonNull(Forms.class.getResourceAsStream("/robust/forms.txt"))) {
            return new Forms(blocks(new String(in.readAllBytes(), StandardCharsets.UTF_8)), files(folder));
        }
    }

    private static Map<String, String> blocks(String text) {
        var blocks = new LinkedHashMap<String, String>();
        for (var block : text.split("(?m)^## ", -1)) {
            var end = block.indexOf('\n');
            if (!block.startsWith("#")) {
                blocks.put(block.substring(0, end), block.substring(end + 1));
            }
        }
        return blocks;
    }

    private static List<byte[]> files(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var all = new ArrayList<byte[]>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.add(Files.readAllBytes(file));
            }
            return List.copyOf(all);
        }
    }

    /** {@return the RFC's names of the forms} */
    List<String> names() {
        return List.copyOf(texts.keySet());
    }

    /** {@return how many different messages there are} */
    int count() {
        return texts.size() + published.size();
    }

    /** {@return message {@code index}; one of ours gets a branch and a Call-ID of its own} */
    byte[] message(int index, Random random) {
        if (index >= texts.size()) {
            return published.get(index - texts.size());
        }
        return filled(List.copyOf(texts.values()).get(index), random);
    }

    private static byte[] filled(String form, Random random) {
        var branch = Long.toHexString(random.nextLong());
        var text = form.replace("{via}", "Via: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" + branch)
                .replace("{branch}", branch)
                .replace("{id}", Long.toHexString(random.nextLong()))
                .replace("\n", "\r\n")
                .replace("{sdp}\r\n", SDP);
        var body = text.indexOf("\r\n\r\n");
        var length = body < 0 ? 0 : bytes(text.substring(body + 4)).length;
        return bytes(text.replace("{length}", Integer.toString(length)));
    }

    /** Reads \xHH as a byte. */
    private static byte[] bytes(String text) {
        var out = new ByteArrayOutputStream();
        for (var i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                out.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                write(out, text.charAt(i));
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, char letter) {
        try {
            out.write(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
