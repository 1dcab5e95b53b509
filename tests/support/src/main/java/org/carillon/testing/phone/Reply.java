// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.util.Optional;
import javax.sip.message.Response;

/** Takes the answers to one request; empty when none came in time or the transport failed. */
@FunctionalInterface
interface Reply {
    void on(Optional<Response> response) throws Exception;
}
