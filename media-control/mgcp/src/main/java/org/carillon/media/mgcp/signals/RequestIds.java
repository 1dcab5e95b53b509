// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.signals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.jspecify.annotations.Nullable;

/**
 * Turns operations into MGCP's ids and back. Our own server takes {@code p-CA….3.1} as it is; others want hexadecimal
 * digits, for which this node remembers the last ones, so that only it understands their notifications.
 */
public final class RequestIds {
    private static final int MAX_REMEMBERED = 50_000;

    /** What a request id stands for. */
    public record Request(SignalKind kind, String operation) {}

    private final Map<String, Request> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Request> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    /** The request id that stands for kind and operation. */
    public String requestId(PeerProfile profile, SignalKind kind, String operation) {
        String plain = kind.letter() + "-" + operation;
        if (profile.has(PeerProfile.Feature.EXTENSIONS)) {
            return plain;
        }
        // One known peer reads them as a number of 64 bits with a sign: 15 digits always fit.
        String hex = hash(plain).substring(0, 15);
        remembered.put(hex, new Request(kind, operation));
        return hex;
    }

    /** The call id of an endpoint that this operation opens; unique to it. */
    public String callId(PeerProfile profile, String operation) {
        return profile.has(PeerProfile.Feature.EXTENSIONS)
                ? operation
                : hash(operation).substring(0, 15);
    }

    /** What a request id stands for; empty when this node cannot know. */
    public Optional<Request> read(String requestId) {
        if (requestId.length() > 2 && requestId.charAt(1) == '-') {
            return SignalKind.of(requestId.charAt(0)).map(kind -> new Request(kind, requestId.substring(2)));
        }
        return Optional.ofNullable(remembered.get(requestId));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
