// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.carillon.engine.addresses.Network;
import org.carillon.sip.legs.LegTimes;
import org.carillon.sip.messages.CallSource;

/**
 * Settings of the signalling, read once at start from system properties or from environment variables of the same name
 * in capitals ({@code CARILLON_SIP_MAX_LEGS}).
 *
 * @param maxLegs legs at once, inbound and outbound; beyond it new calls get 503. About 40 KB of heap each
 * @param retryAfterSeconds what a caller is told with 503
 * @param times the waits of a leg
 * @param source who sends a request, seen from behind the balancers
 */
record SipAppSettings(int maxLegs, int retryAfterSeconds, LegTimes times, CallSource source) {
    static final String MAX_LEGS = "carillon.sip.max-legs";
    static final String RETRY_AFTER = "carillon.sip.retry-after";
    static final String ACK_WAIT = "carillon.sip.ack-wait";
    static final String BALANCERS = "carillon.sip.balancers";

    SipAppSettings {
        if (maxLegs < 1) {
            throw new IllegalArgumentException(MAX_LEGS + " must be 1 or more");
        }
        if (retryAfterSeconds < 1) {
            throw new IllegalArgumentException(RETRY_AFTER + " must be 1 second or more");
        }
    }

    /**
     * Reads them.
     *
     * @param settings gives the value of a key, or empty
     * @throws IllegalArgumentException names the key whose value cannot be read
     */
    static SipAppSettings read(Function<String, Optional<String>> settings) {
        LegTimes standard = LegTimes.STANDARD;
        int ack = number(settings, ACK_WAIT, (int) standard.ack().toSeconds());
        if (ack < 1) {
            throw new IllegalArgumentException(ACK_WAIT + " must be 1 second or more");
        }
        return new SipAppSettings(
                number(settings, MAX_LEGS, 10_000),
                number(settings, RETRY_AFTER, 5),
                new LegTimes(
                        standard.admission(),
                        Duration.ofSeconds(ack),
                        standard.bye(),
                        standard.reoffer(),
                        standard.unanswered()),
                new CallSource(networks(settings, BALANCERS)));
    }

    /** Those of this process. */
    static SipAppSettings ofProcess() {
        return read(key -> Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(
                        key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')))));
    }

    private static List<Network> networks(Function<String, Optional<String>> settings, String key) {
        try {
            return Arrays.stream(settings.apply(key).orElse("").split(",", -1))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static int number(Function<String, Optional<String>> settings, String key, int standard) {
        Optional<String> text = settings.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        try {
            return text.map(Integer::parseInt).orElse(standard);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number, not " + text.orElse(""), e);
        }
    }
}
