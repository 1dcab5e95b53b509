// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlResolverTest {
    private static final String BASE = "http://a.example:81/b/c/d;p?q#ct=500";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 3986 section 5.4, as far as it is about http
                "g | http://a.example:81/b/c/g",
                "./g | http://a.example:81/b/c/g",
                "g/ | http://a.example:81/b/c/g/",
                "/g | http://a.example:81/g",
                "//g | http://g/",
                "?y | http://a.example:81/b/c/d;p?y",
                "g?y | http://a.example:81/b/c/g?y",
                "#s | http://a.example:81/b/c/d;p?q#s",
                "g#s | http://a.example:81/b/c/g#s",
                "'' | http://a.example:81/b/c/d;p?q",
                ". | http://a.example:81/b/c/",
                ".. | http://a.example:81/b/",
                "../g | http://a.example:81/b/g",
                "../../g | http://a.example:81/g",
                "../../../g | http://a.example:81/g",
                "./../g | http://a.example:81/b/g",
                "g/./h | http://a.example:81/b/c/g/h",
                "g/../h | http://a.example:81/b/c/h",
                "https://other.example/x#rc=2 | https://other.example/x#rc=2",
                "g?y=a/../b | http://a.example:81/b/c/g?y=a/../b",
            })
    void referenceIsResolvedAgainstTheDocument(String reference, String expected) throws InvalidUrlException {
        assertThat(UrlResolver.resolve(BASE, reference)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  http://h/a  ' | http://h/a",
                "http://h | http://h/",
                "http://h?a=b | http://h/?a=b",
                "HTTP://Example.COM/A | http://example.com/A",
                "http://h/a b.wav | http://h/a%20b.wav",
                "http://h/a?text=hello world&x=\"1\" | http://h/a?text=hello%20world&x=%221%22",
                "http://h/100%/a%20b | http://h/100%25/a%20b",
                "http://h/gr\u00fc\u00df | http://h/gr%C3%BC%C3%9F",
                "http://b\u00fccher.example/ | http://xn--bcher-kva.example/",
                "http://user:p@ss@h/ | http://user:p%40ss@h/",
                "http://[::1]:8080/x | http://[::1]:8080/x",
                "http://h:/x | http://h/x",
                "http://under_score.example/ | http://under_score.example/",
            })
    void urlWrittenByHandIsMadeSendable(String written, String expected) throws InvalidUrlException {
        assertThat(UrlResolver.absolute(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "voice.xml",
                "/voice.xml",
                "ftp://h/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http:///x",
                "http://",
                "http:x",
                "http://h:0/",
                "http://h:65536/",
                "http://h:99999999999/",
                "http://h:80a/",
                "http://[::1/",
                "http://a b/",
                "http://h/a\nb",
                "http://h\\@evil/",
                "http://h/\ud800",
            })
    void urlThatCannotBeAskedIsRefused(String url) {
        assertThatThrownBy(() -> UrlResolver.absolute(url)).isInstanceOf(InvalidUrlException.class);
    }

    @Test
    void urlThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> UrlResolver.absolute("http://h/" + "x".repeat(UrlResolver.MAXIMUM_LENGTH)))
                .isInstanceOf(InvalidUrlException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void messageHidesThePassword() {
        assertThatThrownBy(() -> UrlResolver.absolute("ftp://user:secret@h/"))
                .hasMessageNotContaining("secret")
                .hasMessageContaining("neither http nor https");
    }

    @Test
    void relativeReferenceNeedsAnAbsoluteDocument() {
        assertThatThrownBy(() -> UrlResolver.resolve("/voice.xml", "next.xml")).isInstanceOf(InvalidUrlException.class);
    }
}
