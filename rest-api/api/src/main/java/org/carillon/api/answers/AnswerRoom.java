// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory for answers that slow clients have not read yet: 64 MiB in all, 16 MiB for one account. Answers of at most 16 KiB
 * need none of it.
 */
final class AnswerRoom {
    private static final long ALL = 64L << 20;
    private static final long OF_ONE = 16L << 20;
    private static final int FREE = 16 * 1024;
    private static final Pattern ACCOUNT = Pattern.compile("/2010-04-01/Accounts/([^/.]{1,40}).*");

    private final Map<String, Long> taken = new HashMap<>();
    private long all;

    /**
     * Takes room for an answer.
     *
     * @param path the request's, which names the account
     * @return gives the room back; empty when there is too little
     */
    Optional<Runnable> take(String path, int bytes) {
        if (bytes <= FREE) {
            return Optional.of(() -> {});
        }
        // Spellings with percent signs name the same account, and have no room of their own.
        Matcher matcher = ACCOUNT.matcher(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        String owner = matcher.matches() ? matcher.group(1) : "";
        synchronized (this) {
            long before = taken.getOrDefault(owner, 0L);
            if (all + bytes > ALL || before + bytes > OF_ONE) {
                return Optional.empty();
            }
            all += bytes;
            taken.put(owner, before + bytes);
        }
        AtomicBoolean given = new AtomicBoolean();
        return Optional.of(() -> {
            if (given.compareAndSet(false, true)) {
                give(owner, bytes);
            }
        });
    }

    private synchronized void give(String owner, long bytes) {
        all -= bytes;
        taken.computeIfPresent(owner, (account, before) -> before == bytes ? null : before - bytes);
    }
}
