// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Documents damaged at random: each is read or refused with a code, and nothing else happens. */
class MutationTest {

    private static final long SEED = 20_260_823;
    private static final long NANOS = 1_500_000_000L;

    private static final List<String> SEEDS = List.of(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say voice=\"alice\" loop=\"2\">Hi "
                    + "<break time=\"1s\"/><prosody rate=\"90%\" volume=\"loud\">x</prosody>"
                    + "<say-as interpret-as=\"date\" format=\"mdy\">1/2/2003</say-as></Say></Response>",
            "<Response><Gather numDigits=\"4\" finishOnKey=\"#*\" timeout=\"5\" action=\"/a?b=c&amp;d=e\">"
                    + "<Say>pin</Say><Play loop=\"0\">x.wav</Play><Pause length=\"2\"/></Gather></Response>",
            "<Response><Dial record=\"record-from-answer-dual\" timeout=\"20\" callerId=\"+15551212\">"
                    + "<Number sendDigits=\"ww12\" statusCallbackEvent=\"initiated ringing\">+4420</Number>"
                    + "<Sip username=\"a\" password=\"b\">sip:x@y?X-a=b<Headers><Header name=\"X-b\" value=\"c\"/>"
                    + "</Headers></Sip></Dial><Record maxLength=\"3\" trim=\"trim-silence\"/></Response>",
            "<Response><!-- c --><![CDATA[ ]]><Redirect method=\"GET\">/x</Redirect><Reject reason=\"busy\"/>"
                    + "<Hangup/></Response>");

    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "\"",
            "'",
            "/",
            "]]>",
            "<!--",
            "-->",
            "<?xml",
            "?>",
            "<![CDATA[",
            "&#x0;",
            "&lt;",
            "<!DOCTYPE a [",
            "<Response>",
            "</Response>",
            "<Say>",
            "</Say>",
            "=\"999999999999\"",
            "\u0000",
            "é",
            "xmlns:",
            "<Gather><Gather>",
            "<Dial/>",
            " loop=\"-1\"",
            "<break time=\"1e9s\"/>",
            "?",
            "%",
            ";",
            "\uD800");

    private final Random random = new Random(SEED);
    private final MarkupParser parser = new MarkupParser(MarkupLimits.DEFAULT);

    @Test
    void damagedDocumentsAreReadOrRefusedWithACode() {
        long end = System.nanoTime() + NANOS;
        int read = 0;
        int refused = 0;
        while (System.nanoTime() < end && read + refused < 20_000) {
            byte[] body = damaged();
            try {
                Document document = parser.parse(body, Optional.empty());
                assertThat(document.warnings()).hasSizeLessThanOrEqualTo(64);
                read++;
            } catch (MarkupException e) {
                assertThat(e.code()).as(e.getMessage()).isBetween(11000, 13999);
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private byte[] damaged() {
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            damage(text);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private void damage(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 1 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(8)));
            case 2 -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
            default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
        }
        if (text.isEmpty()) {
            text.append(' ');
        }
    }
}
