// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.server;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests with a caller and two callees, whose ports the application finds in the URI that is called. */
@SuppressWarnings("NullAway.Init")
public abstract class WithCallees extends OnTheServer {
    /** The one who is meant first. */
    protected Peer callee;

    /** Another one. */
    protected Peer other;

    @BeforeEach
    final void openCallees() {
        callee = Peer.open(ServerFolder.sip());
        other = Peer.open(ServerFolder.sip());
    }

    @AfterEach
    final void closeCallees() {
        callee.close();
        other.close();
    }

    /** {@return a call to a script that connects it to the callees} */
    protected Call connected(String script, String... parameters) {
        String more = Stream.of(parameters).map(parameter -> ";" + parameter).collect(Collectors.joining());
        return peer.callTo(
                "sip:" + script + "@" + peer.server() + ";callee=" + callee.port() + ";other=" + other.port() + more);
    }
}
