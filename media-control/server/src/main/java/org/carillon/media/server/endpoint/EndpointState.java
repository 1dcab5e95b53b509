// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import org.carillon.media.server.signal.Outcome;
import org.carillon.media.server.signal.Signal;
import org.carillon.media.server.signal.SignalPlaces;

/** What legs and mixers have in common: a name, an owner, events and places for signals. */
public final class EndpointState implements Signal.Listener {
    private static final String NO_REQUEST = "0";

    private static final int REQUESTS_KEPT = 50;

    private final String name;
    private final long number;
    private final String callId;
    private final long created;
    private final InstantSource clock;
    private final EventSink sink;
    private final EventLog log = new EventLog();
    private final SignalPlaces signals = new SignalPlaces();
    private Owner owner;
    private final ArrayDeque<String> accepted = new ArrayDeque<>();
    private final ArrayDeque<String> appended = new ArrayDeque<>();
    private String requestId = NO_REQUEST;
    private String observer = NO_REQUEST;
    private String observed = "";

    /**
     * @param name local name, for example {@code leg/12-9f3a01c2}
     * @param number the running number in it
     */
    EndpointState(String name, long number, String callId, Owner owner, InstantSource clock, EventSink sink) {
        this.name = name;
        this.number = number;
        this.callId = callId;
        this.owner = owner;
        this.clock = clock;
        this.sink = sink;
        this.created = clock.millis();
    }

    public String name() {
        return name;
    }

    public long number() {
        return number;
    }

    public String callId() {
        return callId;
    }

    public long ageSeconds() {
        return (clock.millis() - created) / 1000;
    }

    public EventLog log() {
        return log;
    }

    public SignalPlaces signals() {
        return signals;
    }

    public Owner owner() {
        return owner;
    }

    /** A command came from here. */
    public void touchedBy(InetSocketAddress source) {
        owner = owner.from(source);
    }

    /** Events go elsewhere from now on, also those that still wait. */
    public void redirect(Owner newOwner) {
        owner = newOwner;
        sink.redirect(name, newOwner);
    }

    public String requestId() {
        return requestId;
    }

    /** Takes a request; false when one of the last 50 had the same id, which makes this a repeat without effect. */
    public boolean request(String id) {
        boolean news = isNews(id, accepted);
        requestId = news ? id : requestId;
        return news;
    }

    /** The same for a request that only appends; these may be many, and do not push the others out. */
    public boolean append(String id) {
        return isNews(id, appended);
    }

    private static boolean isNews(String id, ArrayDeque<String> known) {
        if (known.contains(id)) {
            return false;
        }
        known.add(id);
        if (known.size() > REQUESTS_KEPT) {
            known.remove();
        }
        return true;
    }

    /** @param keys those whose events are told under this request; empty for none */
    public void observe(String request, String keys) {
        observer = request;
        observed = keys;
    }

    /** Tells something that no request asked for. */
    void tell(String event) {
        tell(NO_REQUEST, event);
    }

    private void tell(String request, String event) {
        sink.send(name, owner, log.add(clock.millis(), request, event));
    }

    @Override
    public void ended(Signal signal, Outcome outcome) {
        tell(outcome.requestId(), "AU/" + outcome.event() + "(" + outcome.arguments() + ")");
    }

    /** A key was pressed. */
    void key(char key) {
        if (observed.indexOf(key) >= 0) {
            tell(observer, "D/" + key);
        }
        signals.key(key);
    }
}
