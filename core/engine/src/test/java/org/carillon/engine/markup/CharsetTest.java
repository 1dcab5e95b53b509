// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.carillon.engine.markup.verb.Say;
import org.junit.jupiter.api.Test;

class CharsetTest {

    private static final String SAY = "<Response><Say>Grüße €</Say></Response>";
    private static final String LATIN_SAY = "<Response><Say>Grüße</Say></Response>";

    private static String spoken(byte[] body, String contentType) throws MarkupException {
        Optional<String> header = Optional.of(contentType).filter(text -> !text.isEmpty());
        Document document = new MarkupParser(MarkupLimits.DEFAULT).parse(body, header);
        return ((Say) document.verbs().get(0)).text();
    }

    private static MarkupException refused(byte[] body, String contentType) {
        return catchThrowableOfType(MarkupException.class, () -> spoken(body, contentType));
    }

    private static byte[] marked(String text, Charset charset, int... mark) {
        var bytes = new ByteArrayOutputStream();
        for (int octet : mark) {
            bytes.write(octet);
        }
        bytes.writeBytes(text.getBytes(charset));
        return bytes.toByteArray();
    }

    @Test
    void utf8IsTakenWhenNobodySaysOtherwise() throws MarkupException {
        assertThat(spoken(SAY.getBytes(StandardCharsets.UTF_8), "")).isEqualTo("Grüße €");
        assertThat(spoken(SAY.getBytes(StandardCharsets.UTF_8), "text/xml")).isEqualTo("Grüße €");
    }

    @Test
    void contentTypeNamesTheCharset() throws MarkupException {
        byte[] latin = LATIN_SAY.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(spoken(latin, "text/xml; charset=ISO-8859-1")).isEqualTo("Grüße");
        assertThat(spoken(latin, "text/xml;Charset=\"iso-8859-1\"; a=b")).isEqualTo("Grüße");
    }

    @Test
    void declarationNamesTheCharset() throws MarkupException {
        String text = "<?xml version='1.0' encoding='windows-1252'?>" + SAY;

        assertThat(spoken(text.getBytes(Charset.forName("windows-1252")), "")).isEqualTo("Grüße €");
    }

    @Test
    void contentTypeWinsOverTheDeclaration() throws MarkupException {
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + SAY;

        assertThat(spoken(text.getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8"))
                .isEqualTo("Grüße €");
    }

    @Test
    void byteOrderMarkWinsOverEverything() throws MarkupException {
        assertThat(spoken(marked(SAY, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF), "text/xml; charset=us-ascii"))
                .isEqualTo("Grüße €");
        assertThat(spoken(marked(SAY, StandardCharsets.UTF_16BE, 0xFE, 0xFF), ""))
                .isEqualTo("Grüße €");
        assertThat(spoken(marked(SAY, StandardCharsets.UTF_16LE, 0xFF, 0xFE), ""))
                .isEqualTo("Grüße €");
    }

    @Test
    void utf16WithoutAMarkIsRecognised() throws MarkupException {
        assertThat(spoken(SAY.getBytes(StandardCharsets.UTF_16BE), "")).isEqualTo("Grüße €");
        assertThat(spoken(SAY.getBytes(StandardCharsets.UTF_16LE), "")).isEqualTo("Grüße €");
    }

    @Test
    void bytesThatDoNotFitTheCharsetAreRefused() {
        assertThat(refused(LATIN_SAY.getBytes(StandardCharsets.ISO_8859_1), "").code())
                .isEqualTo(12100);
    }

    @Test
    void unknownCharsetIsRefusedByName() {
        byte[] body = SAY.getBytes(StandardCharsets.UTF_8);

        assertThat(refused(body, "text/xml; charset=klingon").getMessage()).contains("klingon");
        assertThat(refused(body, "text/xml; charset=%%%").code()).isEqualTo(12100);
    }

    @Test
    void emptyBodyIsRefused() {
        assertThat(refused(new byte[0], "text/xml").code()).isEqualTo(11770);
    }

    @Test
    void charactersBeyondTheFirstPlaneAreKept() throws MarkupException {
        assertThat(spoken("<Response><Say>a 😀 &#x1F600;</Say></Response>".getBytes(StandardCharsets.UTF_8), ""))
                .isEqualTo("a 😀 😀");
    }
}
