// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.start;

import java.nio.file.Path;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.PhoneNumber;
import org.eclipse.microprofile.config.Config;

/**
 * What the start makes.
 *
 * @param account SID of the first account ({@code carillon.account.sid}, {@code CARILLON_ACCOUNT_SID}); empty: drawn at random
 * @param token its auth token, 16 to 128 letters and digits ({@code carillon.account.token}, {@code CARILLON_AUTH_TOKEN});
 *     empty: drawn at random; a secret
 * @param data folder for first-account.properties ({@code carillon.data})
 * @param demoNumber a number that the first account owns ({@code carillon.demo.number})
 * @param demoVoiceUrl asked when it is called ({@code carillon.demo.voice-url})
 */
public record StartSettings(
        Optional<AccountSid> account,
        Optional<String> token,
        Optional<Path> data,
        Optional<PhoneNumber> demoNumber,
        Optional<String> demoVoiceUrl) {
    /** @throws IllegalArgumentException when a value cannot be used */
    public StartSettings {
        token.ifPresent(t -> {
            if (!t.matches("[A-Za-z0-9]{16,128}")) {
                throw new IllegalArgumentException("carillon.account.token must be 16 to 128 letters and digits");
            }
        });
        if (demoNumber.isPresent() && demoVoiceUrl.isEmpty()) {
            throw new IllegalArgumentException("carillon.demo.number needs carillon.demo.voice-url");
        }
    }

    /** As configured. */
    static StartSettings read(Config config) {
        return new StartSettings(
                text(config, "carillon.account.sid").map(AccountSid::new),
                text(config, "carillon.account.token").or(() -> text(config, "CARILLON_AUTH_TOKEN")),
                text(config, "carillon.data").map(Path::of),
                text(config, "carillon.demo.number").map(PhoneNumber::new),
                text(config, "carillon.demo.voice-url"));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "StartSettings[account=" + account + ", data=" + data + ", demoNumber=" + demoNumber + "]";
    }
}
