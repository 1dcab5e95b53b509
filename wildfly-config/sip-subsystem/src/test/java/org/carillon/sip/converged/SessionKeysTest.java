// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.converged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeysTest {
    private final SessionKeys keys = new SessionKeys();

    private String query(String id) {
        return URI.create(keys.encode("http://a.example/b", id)).getRawQuery();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a2b3c4d,app", "red room;&=#%,1a2b,app", "ключ,1,app"})
    void idComesBackAsItWas(String id) {
        assertThat(keys.decode(query(id))).isEqualTo(id);
        assertThat(keys.decode("x=y&" + query(id) + "&z")).isEqualTo(id);
    }

    @Test
    void keyStandsInTheQueryAndBeforeTheFragment() {
        assertThat(keys.encode("http://a.example/b?c#d?e", "1,app"))
                .startsWith("http://a.example/b?c&" + SessionKeys.PARAMETER + "=1%2Capp%3B")
                .endsWith("#d?e");
        assertThat(keys.encode("http://a.example/b#d", "1,app"))
                .startsWith("http://a.example/b?" + SessionKeys.PARAMETER + "=");
    }

    @Test
    void keyOfAnotherIsNone() {
        assertThat(new SessionKeys().decode(query("1,app"))).isNull();
    }

    @Test
    void proofOfAnotherIdIsNone() {
        var proof = query("1,app");
        assertThat(keys.decode(proof.replace("=1%2C", "=2%2C"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%zz", ";", ";x", "1,app", "1,app;", "1,app;x", "%3B%3B"})
    void whatIsNoKeyIsNone(String value) {
        assertThat(keys.decode(SessionKeys.PARAMETER + "=" + value)).isNull();
        assertThat(keys.decode(value)).isNull();
    }

    @Test
    void requestWithoutAQueryHasNone() {
        assertThat(keys.decode(null)).isNull();
    }

    @Test
    void portIsKeptForTheSchemeThatTheClientUsed() {
        var origin = new Origin("http", "a.example", 8080);
        assertThat(origin.root("http")).isEqualTo("http://a.example:8080");
        assertThat(origin.root("https")).isEqualTo("https://a.example");
        assertThat(new Origin("https", "a.example", 443).root("https")).isEqualTo("https://a.example");
    }
}
