// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Copies for tests. */
final class Images {
    static final String KEY = "app/1a2b";

    private static final Instant BEGUN = Instant.parse("2026-11-29T10:15:30Z");

    private Images() {}

    /** {@return a session of a B2BUA with everything that a copy can have} */
    static ApplicationImage whole() {
        var caller = new SessionImage.Name("call-1", "caller");
        var callee = new SessionImage.Name("call-2", "us");
        return new ApplicationImage(
                "app",
                "1a2b",
                "servlet",
                BEGUN,
                180_000,
                true,
                Map.of(
                        "numbers",
                        new Value.Many(List.of(new Value.Int(1), new Value.Whole(2L), new Value.Real(0.5))),
                        "nested",
                        new Value.Named(Map.of("flag", new Value.Flag(true), "when", new Value.Moment(BEGUN)))),
                List.of(
                        new SessionImage(
                                "call-1",
                                "caller",
                                "us",
                                "CONFIRMED",
                                1,
                                "udp",
                                "servlet",
                                BEGUN,
                                true,
                                Map.of("text", new Value.Text("x"), "bytes", new Value.Bytes(new byte[] {1, 2})),
                                dialog("call-1", true),
                                callee),
                        new SessionImage(
                                "call-2",
                                "us",
                                "callee",
                                "CONFIRMED",
                                -1,
                                null,
                                null,
                                BEGUN,
                                false,
                                Map.of(),
                                dialog("call-2", false),
                                caller)),
                List.of(new TimerImage("t1", BEGUN, 1000, true, false, new Value.Text("info"))));
    }

    /** {@return a session whose only call has sent so many requests} */
    static ApplicationImage ongoing(long sequence) {
        return new ApplicationImage(
                "app", "1a2b", null, BEGUN, 180_000, true, Map.of(), List.of(session(sequence)), List.of());
    }

    /** {@return the same without a call} */
    static ApplicationImage over() {
        return new ApplicationImage("app", "1a2b", null, BEGUN, 180_000, true, Map.of(), List.of(), List.of());
    }

    /** {@return a session without a call, with a timer} */
    static ApplicationImage timed(boolean persistent) {
        return new ApplicationImage(
                "app",
                "1a2b",
                null,
                BEGUN,
                180_000,
                true,
                Map.of(),
                List.of(),
                List.of(new TimerImage("t1", BEGUN, 0, false, persistent, new Value.Text(""))));
    }

    private static SessionImage session(long sequence) {
        return new SessionImage(
                "call-1",
                "caller",
                "us",
                "CONFIRMED",
                sequence,
                "udp",
                null,
                BEGUN,
                true,
                Map.of(),
                dialog("call-1", true),
                null);
    }

    private static DialogImage dialog(String callId, boolean server) {
        return new DialogImage(
                callId + ":us:them",
                callId,
                "us",
                "them",
                "<sip:us@example.org>",
                "\"Them\" <sip:them@example.org>",
                server ? "<sip:them@192.0.2.1:5062>" : null,
                List.of("<sip:proxy.example.org;lr>"),
                3,
                7,
                7,
                "INVITE",
                server,
                false,
                "z9hG4bK1",
                "UDP");
    }
}
