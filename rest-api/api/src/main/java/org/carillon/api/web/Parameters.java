// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;

/**
 * The parameters of a query or a form body, in their order. A name may be given several times (Twilio's lists); where one
 * value is wanted the first one counts.
 */
public final class Parameters {
    private static final int MOST = 1_000;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded} text strictly.
     *
     * @throws ApiException with BAD_REQUEST for a broken escape, bytes that are not UTF-8, a NUL, or more than 1000 parameters
     */
    public static Parameters parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        int at = 0;
        while (at <= encoded.length()) {
            int end = encoded.indexOf('&', at);
            String pair = encoded.substring(at, end < 0 ? encoded.length() : end);
            at = end < 0 ? encoded.length() + 1 : end + 1;
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MOST) {
                throw bad("There are more than " + MOST + " parameters.");
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                out.put(escaped(in, i));
                i += 2;
            } else {
                out.put(in[i] == '+' ? (byte) ' ' : in[i]);
            }
        }
        try {
            String value =
                    StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
            if (value.indexOf('\0') >= 0) {
                throw bad("A parameter holds a NUL character.");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw bad("A parameter is not UTF-8.");
        }
    }

    private static byte escaped(byte[] text, int at) {
        int high = at + 2 < text.length ? Character.digit(text[at + 1], 16) : -1;
        int low = at + 2 < text.length ? Character.digit(text[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw bad("A percent sign in a parameter is not followed by two hexadecimal digits.");
        }
        return (byte) (high << 4 | low);
    }

    private static ApiException bad(String message) {
        return new ApiException(ApiError.BAD_REQUEST, message);
    }

    /** The first value, which may be empty; empty when the parameter is not there. */
    public Optional<String> first(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.get(0));
    }

    /** The first value without blanks around it; empty when it is not there or blank. */
    public Optional<String> text(String name) {
        return first(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** All values, possibly none. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** Whether the parameter is there, even if it is empty. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** True or false as SDKs and people write it; empty when it is not there. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ApiException(ApiError.INVALID_PARAMETER, name + " must be true or false.");
        });
    }

    /** A whole number; empty when it is not there. */
    public Optional<Integer> number(String name) {
        return text(name).map(value -> {
            if (!value.matches("-?[0-9]{1,9}")) {
                throw new ApiException(ApiError.INVALID_PARAMETER, name + " must be a whole number.");
            }
            return Integer.valueOf(value);
        });
    }

    /** A short text that is the same for the same parameters, and tells nothing of their values. */
    public String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(values.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
