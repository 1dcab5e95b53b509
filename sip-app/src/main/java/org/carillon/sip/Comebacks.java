// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.util.Iterator;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipSession;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.ids.CallSid;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.legs.ConfirmedLeg;
import org.carillon.sip.wire.LegSessions;
import org.carillon.sip.wire.ServletDialog;

/** Legs whose node is gone: their dialogs come here by the container's copies, and the engine is told to go on with their session. */
final class Comebacks {
    private final SignalSink sink;
    private final LegRegistry legs;
    private final LegSessions sessions;

    Comebacks(SignalSink sink, LegRegistry legs, LegSessions sessions) {
        this.sink = sink;
        this.legs = legs;
        this.sessions = sessions;
    }

    void take(SipApplicationSession application) {
        sessions.comeBack(application).ifPresent(session -> {
            Iterator<?> all = application.getSessions("SIP");
            while (all.hasNext()) {
                if (all.next() instanceof SipSession one) {
                    sessions.legOf(one).ifPresent(leg -> take(leg, session, one));
                }
            }
            sink.tookOver(session);
        });
    }

    private void take(CallSid leg, CallSid session, SipSession from) {
        legs.takeIn(leg, session, handle -> {
            handle.releaseWith(() -> sessions.discard(leg, session));
            handle.start(context -> new ConfirmedLeg(context, ServletDialog.of(from)), made -> {});
        });
    }
}
