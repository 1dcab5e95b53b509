// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3911 and RFC 3891, JSR 289 section 15.11.4: calls that join another or replace it. */
class JoinIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("protocol", ProtocolServlet.class);
    }

    private Call established(String script) {
        Call call = peer.call(script);
        call.establish();
        return call;
    }

    private static String dialogOf(Call call) {
        return call.callId() + ";to-tag=" + call.remoteTag() + ";from-tag=" + call.tag();
    }

    private String seen(String header, String dialog) {
        Call call = peer.call("corresponds");
        String seen = call.send(call.request("INVITE").add(header, dialog).add("X-Header", header))
                .expect(200)
                .require("X-Seen");
        call.ack();
        call.hangUp();
        return seen;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Join", "Replaces"})
    @Proves("JSR 289 15.11.4")
    void callThatJoinsOrReplacesAnotherIsInItsApplicationSession(String header) {
        Call first = established("notesId");
        String id = first.send("INFO").expect(200).require("X-Seen");
        assertThat(seen(header, dialogOf(first))).isEqualTo(first.callId() + " " + id);
        first.hangUp();
    }

    @Test
    @Proves("RFC 3911 4")
    void joinedCallGoesOn() {
        Call first = established("notesId");
        Call second = peer.call("corresponds");
        second.send(second.request("INVITE").add("Join", dialogOf(first)).add("X-Header", "Join"))
                .expect(200);
        second.ack();
        first.send("INFO").expect(200);
        second.hangUp();
        first.send("INFO").expect(200);
        first.hangUp();
    }

    @Test
    @Proves("RFC 3911 4")
    void otherHeaderDoesNotFindTheSession() {
        Call first = established("notesId");
        Call call = peer.call("corresponds");
        String seen = call.send(
                        call.request("INVITE").add("Join", dialogOf(first)).add("X-Header", "Replaces"))
                .expect(200)
                .require("X-Seen");
        assertThat(seen).startsWith("null ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Join", "Replaces"})
    @Proves("JSR 289 15.11.4")
    void servletDecidesAboutACallThatMeansNoneOfOurs(String header) {
        Call first = established("notesId");
        String id = first.send("INFO").expect(200).require("X-Seen");
        for (String dialog : new String[] {
            "nobody@nowhere;to-tag=1;from-tag=2",
            first.callId() + ";to-tag=" + first.remoteTag() + ";from-tag=other",
            first.callId() + ";to-tag=other;from-tag=" + first.tag()
        }) {
            assertThat(seen(header, dialog)).startsWith("null ").doesNotEndWith(id);
        }
    }

    @Test
    @Proves(value = "RFC 3911 4", negative = true)
    void joinTogetherWithReplacesGets400() {
        Call first = established("notesId");
        Call call = peer.call("answers");
        call.send(call.request("INVITE").add("Join", dialogOf(first)).add("Replaces", dialogOf(first)))
                .expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Join", "Replaces"})
    @Proves(value = "RFC 3911 4", negative = true)
    void joinOrReplacesOutsideOfAnInviteGets400(String header) {
        Call first = established("notesId");
        Call call = peer.call("answers");
        call.send(call.request("MESSAGE").add(header, dialogOf(first))).expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Join", "Replaces"})
    @Proves(value = "RFC 3891 3", negative = true)
    void callThatNamesADialogByLessThanBothTagsGets400(String header) {
        Call first = established("notesId");
        for (String tags : new String[] {
            "", ";to-tag=" + first.remoteTag(), ";from-tag=" + first.tag(), ";to-tag;from-tag=" + first.tag()
        }) {
            Call call = peer.call("answers");
            call.send(call.request("INVITE").add(header, first.callId() + tags)).expect(400);
        }
        first.hangUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Join", "Replaces"})
    @Proves(value = "RFC 3911 4", negative = true)
    void callThatMeansADialogOfASubscriptionGets481(String header) {
        Call subscription = peer.call("subscribes");
        subscription
                .send(subscription.request("SUBSCRIBE").add("Event", "presence").add("Expires", "60"))
                .expect(200);
        Call call = peer.call("answers");
        call.send(call.request("INVITE").add(header, dialogOf(subscription))).expect(481);
    }
}
