// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import io.undertow.servlet.api.ThreadSetupHandler;
import org.carillon.sip.concurrency.Turns;

/** Lets a web request keep the session that it works with until it ends, where the application wants one at a time. */
final class WebWork implements ThreadSetupHandler {
    @Override
    public <T, C> Action<T, C> create(Action<T, C> action) {
        return (exchange, context) -> {
            Turns.beginWeb();
            try {
                return action.call(exchange, context);
            } finally {
                Turns.endWeb();
            }
        };
    }
}
