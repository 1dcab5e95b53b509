// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces and finds replayed ones.
 *
 * <p>A nonce carries its time and is signed with a key of this start, so none is kept until it was used with a right
 * password. Of those the highest count is kept: a count that is not higher is a replay (RFC 7616 section 5.3). A nonce of
 * another node, or of before a restart, is merely stale: the client is asked again and answers by itself.
 */
final class Nonces {
    /** How a nonce stands. */
    enum State {
        /** It may be used. */
        GOOD,
        /** Too old, or not of this node: the client should try again with a new one. */
        STALE
    }

    /** How long a nonce may be used. */
    static final Duration LIFE = Duration.ofMinutes(5);

    /** How many used nonces are kept; beyond it the oldest becomes stale. */
    static final int MOST_KEPT = 100_000;

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 8;
    private static final HexFormat HEX = HexFormat.of();

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Map<String, Long> highest = new LinkedHashMap<>();
    private long forgottenUntil;

    Nonces(Clock clock) {
        this.clock = clock;
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
    }

    /** {@return a new nonce} */
    String next() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var body = Long.toHexString(clock.millis()) + '.' + HEX.formatHex(salt);
        return body + '.' + signature(body);
    }

    private String signature(String body) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            var bytes = mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
            return HEX.formatHex(Arrays.copyOf(bytes, bytes.length / 2));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** {@return whether a nonce is ours and young enough} */
    State look(String nonce) {
        return made(nonce) > clock.millis() - LIFE.toMillis() ? State.GOOD : State.STALE;
    }

    /** {@return when a nonce was made, in milliseconds; 0 when it is not ours} */
    private long made(String nonce) {
        var end = nonce.lastIndexOf('.');
        var middle = nonce.indexOf('.');
        if (end < 0 || middle == end || !signature(nonce.substring(0, end)).equals(nonce.substring(end + 1))) {
            return 0;
        }
        return Long.parseLong(nonce.substring(0, middle), 16);
    }

    /** Notes one use of a good nonce. Only after the password was found right, so that strangers fill nothing. */
    synchronized State use(String nonce, long count) {
        var made = made(nonce);
        var before = highest.get(nonce);
        if (before == null && made <= forgottenUntil) {
            // Whether this count was there already is no longer known.
            return State.STALE;
        }
        if (before != null && count <= before) {
            return State.STALE;
        }
        highest.put(nonce, count);
        forget();
        return State.GOOD;
    }

    private void forget() {
        var oldest = clock.millis() - LIFE.toMillis();
        for (var entries = highest.keySet().iterator(); entries.hasNext(); ) {
            var made = made(entries.next());
            if (made > oldest && highest.size() <= MOST_KEPT) {
                return;
            }
            forgottenUntil = Math.max(forgottenUntil, made);
            entries.remove();
        }
    }
}
