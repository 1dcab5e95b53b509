// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.beans;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts calls for the whole EAR. */
@ApplicationScoped
public class CallCounter {
    private final AtomicInteger calls = new AtomicInteger();

    /** Notes one more call. */
    public void increment() {
        calls.incrementAndGet();
    }

    /** {@return the calls so far} */
    public int calls() {
        return calls.get();
    }
}
