// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes down what a leg sends, in words. */
final class FakeWire implements InboundWire, OutboundWire, DialogWire {
    final List<String> sent = new ArrayList<>();
    boolean broken;
    boolean reliable;
    boolean hasCredentials;
    private final String id;

    FakeWire() {
        this("dialog");
    }

    FakeWire(String id) {
        this.id = id;
    }

    private void send(String message) throws WireException {
        if (broken) {
            throw new WireException("broken");
        }
        sent.add(message);
    }

    @Override
    public boolean provisional(int status, Optional<String> sdp) throws WireException {
        send(status + sdp.map(text -> " " + text).orElse(""));
        return reliable;
    }

    @Override
    public void answer(String sdp) throws WireException {
        send("200 " + sdp);
    }

    @Override
    public void refuse(int status, String reason, OptionalInt retryAfterSeconds) throws WireException {
        send(status + " " + reason
                + (retryAfterSeconds.isPresent() ? " Retry-After " + retryAfterSeconds.getAsInt() : ""));
    }

    @Override
    public String invite() throws WireException {
        send("INVITE");
        return "call-id";
    }

    @Override
    public boolean inviteWithCredentials(Challenge challenge) throws WireException {
        if (hasCredentials) {
            send("INVITE with credentials");
        }
        return hasCredentials;
    }

    @Override
    public void cancel() throws WireException {
        send("CANCEL");
    }

    @Override
    public void bye() throws WireException {
        send("BYE");
    }

    @Override
    public void probe() throws WireException {
        send("OPTIONS");
    }

    @Override
    public String id() {
        return id;
    }

    /** A request of the other side; keeps the answer in the wire's list. */
    Reoffer reoffer(boolean update, Optional<String> sdp) {
        return new FakeReoffer(update, sdp);
    }

    InDialogRequest request(String method) {
        return status -> sent.add(status + " to " + method);
    }

    private final class FakeReoffer implements Reoffer {
        private final boolean update;
        private final Optional<String> sdp;

        FakeReoffer(boolean update, Optional<String> sdp) {
            this.update = update;
            this.sdp = sdp;
        }

        @Override
        public boolean update() {
            return update;
        }

        @Override
        public Optional<String> sdp() {
            return sdp;
        }

        @Override
        public void answer(String answer) throws WireException {
            send("200 to reoffer " + answer);
        }

        @Override
        public void respond(int status) {
            sent.add(status + " to reoffer");
        }

        @Override
        public void later() {
            sent.add("500 later");
        }
    }
}
