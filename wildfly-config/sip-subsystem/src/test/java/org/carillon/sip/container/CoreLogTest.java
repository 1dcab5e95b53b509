// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoreLogTest {
    private static final Logger CORE = Logger.getLogger("org.mobicents.servlet.sip.core.SomeClass");

    /** The server's log. */
    private static final class Lines extends Handler {
        final List<String> all = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            all.add(String.valueOf(line.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Lines server = new Lines();
    private CoreLog log = CoreLog.install();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(server);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(server);
        log.remove();
    }

    private static RuntimeException thrownBy(String loader) {
        var thrown = new IllegalStateException("planted");
        thrown.setStackTrace(
                new StackTraceElement[] {new StackTraceElement(loader, null, null, "a.B", "c", "B.java", 1)});
        return thrown;
    }

    @Test
    void whatAPeerSendsWrongIsCountedAndNotWritten() {
        var before = StackLog.complaints();

        CORE.log(Level.SEVERE, "bad INVITE\nwith all that is in it", thrownBy("org.carillon.sip"));
        CORE.log(Level.SEVERE, "and another");

        assertThat(StackLog.complaints()).isEqualTo(before + 2);
        assertThat(server.all).noneMatch(line -> line.contains("all that is in it"));
    }

    @Test
    void whatAnApplicationThrowsIsNoComplaintAboutAPeer() {
        var before = StackLog.complaints();

        CORE.log(Level.SEVERE, "first line\nsecond", new RuntimeException(thrownBy("deployment.shop.war")));

        assertThat(StackLog.complaints()).isEqualTo(before);
    }

    @Test
    void peerToWhomAnApplicationCannotSendIsAComplaint() {
        var before = StackLog.complaints();
        var thrown = thrownBy("deployment.shop.war");
        thrown.initCause(new UnknownHostException("nowhere.example"));

        CORE.log(Level.SEVERE, "cannot send", thrown);

        assertThat(StackLog.complaints()).isEqualTo(before + 1);
    }

    @Test
    void whatIsNoWarningGoesOn() {
        CORE.setLevel(Level.FINE);
        CORE.log(Level.INFO, "of interest to somebody");
        CORE.setLevel(null);

        assertThat(server.all).contains("of interest to somebody");
    }

    @Test
    void afterwardsAllGoesIntoTheLogAgain() {
        log.remove();

        CORE.log(Level.SEVERE, "as ever");

        assertThat(server.all).contains("as ever");
        log = CoreLog.install();
    }
}
