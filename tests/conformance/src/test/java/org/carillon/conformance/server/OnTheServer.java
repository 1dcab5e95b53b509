// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.server;

import org.carillon.conformance.app.Script;
import org.carillon.conformance.wire.Peer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests with an application on the server and a caller of their own for each test. */
@ExtendWith(ArquillianExtension.class)
@SuppressWarnings("NullAway.Init")
public abstract class OnTheServer {
    /** Who calls. */
    protected Peer peer;

    /** {@return a WAR with some classes and with {@link Script}} */
    protected static WebArchive war(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClass(Script.class)
                .addClasses(classes);
    }

    @BeforeEach
    final void open() {
        peer = Peer.open(ServerFolder.sip());
    }

    @AfterEach
    final void close() {
        peer.close();
    }
}
