// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackLogTest {
    private final List<String> lines = new ArrayList<>();
    private final Logger root = Logger.getLogger("org.carillon.sip");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.addHandler(handler);
    }

    @AfterEach
    void leave() {
        root.removeHandler(handler);
    }

    @Test
    void thousandMalformedMessagesMakeOneShortLine() {
        var log = new StackLog();
        var before = StackLog.complaints();
        for (var i = 0; i < 1_000; i++) {
            log.logError("bad message INVITE sip:a SIP/2.0\r\nAuthorization: secret " + "x".repeat(60_000));
            log.logError(
                    "Error while processing " + "1, ".repeat(20_000), new IllegalStateException("x".repeat(60_000)));
        }

        assertThat(StackLog.complaints() - before).isEqualTo(2_000);
        assertThat(lines)
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(400).doesNotContain("secret"));
    }
}
