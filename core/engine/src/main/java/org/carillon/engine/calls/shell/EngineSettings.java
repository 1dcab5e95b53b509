// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.net.URI;

/**
 * Settings of the call engine.
 *
 * @param node this node's name, unique in the cluster ({@code carillon.node})
 * @param publicUrl under which tenants reach the API, without a slash at the end ({@code carillon.public-url})
 * @param sipAddress {@code host:port} under which this platform takes calls, for calls from one of its numbers to another
 *     ({@code carillon.sip-address})
 * @param lanes threads that take steps, 1 to 256 ({@code carillon.engine.lanes}); steps never wait, so one or two per
 *     processor are enough
 * @param sessions most sessions at once ({@code carillon.engine.sessions}); more are refused with 503
 * @param sessionsPerAccount most sessions of one account at once ({@code carillon.engine.sessions-per-account}), so that
 *     one tenant's circle of calls leaves room for the others
 * @param mailbox most events that wait in one session ({@code carillon.engine.mailbox}); a hang-up, a deadline or a media
 *     event is taken even then
 */
public record EngineSettings(
        String node,
        String publicUrl,
        String sipAddress,
        int lanes,
        int sessions,
        int sessionsPerAccount,
        int mailbox) {
    /** @throws IllegalArgumentException when a value is out of its range */
    public EngineSettings {
        check(!node.isBlank(), "carillon.node must not be empty");
        check(URI.create(publicUrl).isAbsolute(), "carillon.public-url must be an absolute URL: " + publicUrl);
        check(!publicUrl.endsWith("/"), "carillon.public-url must not end in a slash: " + publicUrl);
        check(lanes >= 1 && lanes <= 256, "carillon.engine.lanes must be 1 to 256: " + lanes);
        check(sessions >= 1, "carillon.engine.sessions must be 1 or more: " + sessions);
        check(sessionsPerAccount >= 1, "carillon.engine.sessions-per-account must be 1 or more: " + sessionsPerAccount);
        check(mailbox >= 16, "carillon.engine.mailbox must be 16 or more: " + mailbox);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
