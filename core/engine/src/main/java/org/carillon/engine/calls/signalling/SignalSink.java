// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.CallSid;

/** What sip-app sees of the engine. Every method returns at once. */
public interface SignalSink {
    /** From now on the engine's commands go there; until then new calls get 503. */
    void register(CallSignalling signalling);

    /** The node's legs are no longer there. */
    void unregister(CallSignalling signalling);

    /**
     * A new call. The signalling has sent 100.
     *
     * @return what to do with the INVITE: taken (commands will follow), or a refusal to send
     */
    CompletionStage<Admission> arrive(IncomingCall call);

    /** The answered legs of a session whose node is gone are on this node now. */
    void tookOver(CallSid session);

    /** Something happened on a leg of the session. */
    void report(CallSid session, SignalEvent event);

    /** The answer to a new call. */
    sealed interface Admission {
        /** The engine has opened a session; its commands follow. */
        record Taken() implements Admission {}

        /** To be refused with this status (404 unknown number, 403 unknown source, 503 overload or not ready). */
        record Refused(int status, String reason) implements Admission {}
    }
}
