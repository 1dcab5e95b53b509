// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dialogs that the server has just opened for what was sent to it, the last few of them. Safe for all threads. */
final class Dialogs {
    private static final int KEPT = 64;
    private static final Pattern FROM = Pattern.compile("\r\nFrom: ([^\r]*)");
    private static final Pattern TO = Pattern.compile("\r\nTo: ([^\r]*;tag=[^\r]*)");
    private static final Pattern CALL_ID = Pattern.compile("\r\nCall-ID: ([^\r]*)");

    private final AtomicReferenceArray<@Nullable Known> known = new AtomicReferenceArray<>(KEPT);
    private final AtomicInteger next = new AtomicInteger();

    /** @param lines From, To and Call-ID of a request in the dialog */
    record Known(String lines) {}

    /** Looks at what came from the server. */
    void heard(String message) {
        if (!message.startsWith("SIP/2.0 200") || !message.contains(" INVITE\r\n")) {
            return;
        }
        var from = FROM.matcher(message);
        var to = TO.matcher(message);
        var id = CALL_ID.matcher(message);
        if (from.find() && to.find() && id.find()) {
            known.set(
                    Math.floorMod(next.getAndIncrement(), KEPT),
                    new Known("From: " + from.group(1) + "\r\nTo: " + to.group(1) + "\r\nCall-ID: " + id.group(1)
                            + "\r\n"));
        }
    }

    /** {@return one of them, or null} */
    @Nullable
    Known any(Random random) {
        return known.get(random.nextInt(KEPT));
    }
}
