// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.server.ServerFolder;
import org.carillon.conformance.wire.Call;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests that send several requests into one application session. */
abstract class WithRooms extends OnTheServer {
    /** Enough that not all of them have the same lane. */
    private static final int CALLS = 4;

    private static final int LOOKS = 500;

    /** The application session of this test. */
    protected final String room = UUID.randomUUID().toString();

    static WebArchive rooms() {
        return war("rooms", ConcurrencyServlet.class, Room.class, RoomPage.class);
    }

    /** {@return a call into the room, with its first request on the way} */
    protected Call enter(String script, String method) {
        Call call = peer.call(script);
        return call.send(call.request(method).add("X-Room", room));
    }

    /** {@return what a script in the room has seen} */
    protected String seen(String script) {
        return enter(script, "MESSAGE").expect(200).require("X-Seen");
    }

    /** {@return what several calls into the room have seen, each of them once} */
    protected String seenByCalls() {
        var calls =
                Stream.generate(() -> enter("meets", "MESSAGE")).limit(CALLS).toList();
        return calls.stream()
                .map(call -> call.expect(200).require("X-Seen"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** Waits as long as forty calls of nobody take, which is long enough for whatever does not wait for the room. */
    protected void callsOfOthers() {
        for (int i = 0; i < 40; i++) {
            peer.call("free").send("MESSAGE").expect(200);
        }
    }

    /** Opens the room, and sees that it was held until now. Where nobody waits for anybody the holder may write late. */
    protected void open() {
        page("open").join();
        var notes = Stream.generate(() -> seen("noted"))
                .limit(LOOKS)
                .filter(written -> written.contains("true") || written.contains("false"))
                .findFirst()
                .orElse("nothing about it");
        assertThat(notes).contains("true").doesNotContain("false");
    }

    /** {@return what a page of the room says, when it is there} */
    protected CompletableFuture<String> page(String path) {
        return CompletableFuture.supplyAsync(() -> ServerFolder.page("/rooms/room/" + path + "?name=" + room));
    }
}
