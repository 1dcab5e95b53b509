// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.lists;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.paging.PageRequest.Cursor;

/**
 * Where a page begins, and where the pages before it began, so that one can go back. Opaque to tenants: {@code PA} and Base64
 * for URLs. Remembers sixteen pages behind; further back there is no way but from the first page.
 *
 * @param trail beginnings of the pages before, and last that of this page; never empty
 */
record PageToken(List<Cursor> trail) {
    private static final String PREFIX = "PA";
    private static final byte VERSION = 1;
    private static final int REMEMBERED = 17;
    private static final int SID_LENGTH = 34;

    PageToken {
        trail = List.copyOf(trail);
    }

    /** The beginning of this page. */
    Cursor cursor() {
        return trail.get(trail.size() - 1);
    }

    /** Of the page before, if that is known and not the first one. */
    Optional<PageToken> before() {
        return trail.size() < 2 ? Optional.empty() : Optional.of(new PageToken(trail.subList(0, trail.size() - 1)));
    }

    /** Of the page that follows the one with this token. */
    static PageToken following(Optional<PageToken> token, Cursor next) {
        List<Cursor> trail = new ArrayList<>(token.map(PageToken::trail).orElse(List.of()));
        trail.add(next);
        int from = Math.max(0, trail.size() - REMEMBERED);
        return new PageToken(trail.subList(from, trail.size()));
    }

    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(2 + trail.size() * 30);
        bytes.put(VERSION).put((byte) trail.size());
        for (Cursor cursor : trail) {
            Instant created = cursor.created();
            long seconds = created.getEpochSecond();
            int nanos = created.getNano();
            bytes.putLong(seconds).putInt(nanos);
            bytes.put(cursor.sid().substring(0, 2).getBytes(StandardCharsets.US_ASCII));
            bytes.put(HexFormat.of().parseHex(cursor.sid().substring(2, SID_LENGTH)));
        }
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws ApiException with PAGE_INVALID when it is none of ours */
    static PageToken decode(String text) {
        try {
            if (!text.startsWith(PREFIX)) {
                throw invalid();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            if (bytes.get() != VERSION) {
                throw invalid();
            }
            int count = bytes.get();
            List<Cursor> trail = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                trail.add(cursor(bytes));
            }
            if (trail.isEmpty() || trail.size() > REMEMBERED || bytes.hasRemaining()) {
                throw invalid();
            }
            return new PageToken(trail);
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
            throw invalid();
        }
    }

    private static Cursor cursor(ByteBuffer bytes) {
        Instant created = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
        byte[] kind = new byte[2];
        byte[] digits = new byte[16];
        bytes.get(kind).get(digits);
        String prefix = new String(kind, StandardCharsets.US_ASCII);
        if (!prefix.matches("[A-Z]{2}") || created.getEpochSecond() < 0 || created.getEpochSecond() > LATEST) {
            throw invalid();
        }
        return new Cursor(created, prefix + HexFormat.of().formatHex(digits));
    }

    /** The end of the year 9999: what a database can hold. */
    private static final long LATEST = 253_402_300_799L;

    private static ApiException invalid() {
        return new ApiException(
                ApiError.PAGE_INVALID, "PageToken is not valid; follow next_page_uri instead of making one.");
    }
}
