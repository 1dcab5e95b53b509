// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our signatures are judged by the official validator. */
class RequestSignerTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private final RequestValidator official = new RequestValidator(TOKEN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mycompany.example/myapp.php?foo=1&bar=2",
                "http://127.0.0.1:8123/voice",
                "https://example.com:8443/voice?x=%20y",
                "https://example.com/",
                "https://example.com:443/voice"
            })
    void formIsAcceptedByTheOfficialValidator(String url) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", "+18005551212");
        form.put("CallSid", "CA1234567890ABCDE");
        form.put("SpeechResult", "gr\u00fc\u00dfe \u4f60\u597d");
        form.put("Digits", "");
        assertThat(official.validate(url, form, RequestSigner.sign(TOKEN, url, form)))
                .isTrue();
    }

    @Test
    void queryIsAcceptedByTheOfficialValidator() {
        String url = "https://example.com/voice?a=1&CallSid=CA1&From=%2B15550001";
        assertThat(official.validate(url, Map.of(), RequestSigner.sign(TOKEN, url, Map.of())))
                .isTrue();
    }

    @Test
    void otherTokenGivesAnotherSignature() {
        String url = "https://example.com/voice";
        assertThat(official.validate(url, Map.of(), RequestSigner.sign("another", url, Map.of())))
                .isFalse();
    }
}
