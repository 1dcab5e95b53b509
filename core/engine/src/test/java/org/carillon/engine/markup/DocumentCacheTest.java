// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.carillon.engine.markup.verb.Say;
import org.junit.jupiter.api.Test;

class DocumentCacheTest {

    private final DocumentCache cache = new DocumentCache(new MarkupParser(MarkupLimits.DEFAULT), 2);

    private Document read(String text) throws MarkupException {
        return cache.parse(text.getBytes(StandardCharsets.UTF_8), Optional.of("text/xml"));
    }

    @Test
    void sameBodyIsReadOnce() throws MarkupException {
        assertThat(read("<Response/>")).isSameAs(read("<Response/>"));
    }

    @Test
    void leastRecentlyUsedIsForgotten() throws MarkupException {
        Document first = read("<Response><Pause length=\"1\"/></Response>");
        Document second = read("<Response><Pause length=\"2\"/></Response>");
        read("<Response><Pause length=\"1\"/></Response>");
        read("<Response><Pause length=\"3\"/></Response>");

        assertThat(read("<Response><Pause length=\"1\"/></Response>")).isSameAs(first);
        assertThat(read("<Response><Pause length=\"2\"/></Response>"))
                .isNotSameAs(second)
                .isEqualTo(second);
    }

    @Test
    void sameBytesInAnotherCharsetAreAnotherDocument() throws MarkupException {
        byte[] body = "<Response><Say>é</Say></Response>".getBytes(StandardCharsets.UTF_8);

        Document utf = cache.parse(body, Optional.of("text/xml; charset=utf-8"));
        Document latin = cache.parse(body, Optional.of("text/xml; charset=iso-8859-1"));

        assertThat(((Say) utf.verbs().get(0)).text()).isEqualTo("é");
        assertThat(((Say) latin.verbs().get(0)).text()).isEqualTo("Ã©");
    }

    @Test
    void brokenDocumentIsRefusedEveryTime() {
        assertThatThrownBy(() -> read("<Response>")).isInstanceOf(MarkupException.class);
        assertThatThrownBy(() -> read("<Response>")).isInstanceOf(MarkupException.class);
    }

    @Test
    void capacityMustBePositive() {
        assertThatThrownBy(() -> new DocumentCache(new MarkupParser(MarkupLimits.DEFAULT), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
