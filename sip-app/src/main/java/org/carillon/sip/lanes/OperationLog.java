// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.lanes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The last commands of a leg by their idempotency keys. A command that comes again gets the first one's result. */
final class OperationLog {
    private static final int KEPT = 128;

    private final Map<String, CompletableFuture<Void>> results = new LinkedHashMap<>();

    /** The result of the operation if it is known, else null, and from now on the given one. */
    synchronized @Nullable CompletableFuture<Void> putIfAbsent(String operation, CompletableFuture<Void> result) {
        CompletableFuture<Void> earlier = results.putIfAbsent(operation, result);
        if (results.size() > KEPT) {
            results.remove(results.keySet().iterator().next());
        }
        return earlier;
    }
}
