// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import java.nio.file.Path;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.server.testing.CallAgent;
import org.carillon.media.server.testing.RtpPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A media server on free ports for the tests of a class, with a call agent and two parties for each test. */
abstract class RunningServer {
    @TempDir
    static Path folder;

    static MediaServer server;
    CallAgent agent;
    RtpPeer alice;
    RtpPeer bob;

    @BeforeAll
    static void start() throws Exception {
        server = MediaServer.start(Options.parse(
                "--mgcp-port",
                "0",
                "--rtp-ports",
                "34000-34999",
                "--work-dir",
                folder.toString(),
                "--rtp-timeout",
                "1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        agent = new CallAgent(server.mgcpAddress());
        alice = new RtpPeer(96);
        bob = new RtpPeer(101);
    }

    @AfterEach
    void close() {
        agent.send(CallAgent.command(MgcpVerb.DLCX, "*"));
        agent.close();
        alice.close();
        bob.close();
    }
}
