// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.util.HashMap;
import java.util.Map;
import org.carillon.engine.ids.AccountSid;

/** Counts what is under way, in all and for each account, so that one tenant's slow server leaves room for the others. */
final class InFlight {
    private final int maximum;
    private final int maximumPerAccount;
    private final Map<AccountSid, Integer> perAccount = new HashMap<>();
    private int all;

    InFlight(int maximum, int maximumPerAccount) {
        this.maximum = maximum;
        this.maximumPerAccount = maximumPerAccount;
    }

    /** Takes a place; false when there is none. */
    synchronized boolean enter(AccountSid account) {
        int own = perAccount.getOrDefault(account, 0);
        if (all >= maximum || own >= maximumPerAccount) {
            return false;
        }
        all++;
        perAccount.put(account, own + 1);
        return true;
    }

    /** Gives the place back; once for each successful {@link #enter}. */
    synchronized void leave(AccountSid account) {
        all--;
        perAccount.computeIfPresent(account, (sid, own) -> own > 1 ? own - 1 : null);
    }
}
