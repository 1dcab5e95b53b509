// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.CallSid;

/** Port: the call legs of this node. Implemented by sip-app, which registers itself at start. Never blocks the caller. */
public interface CallSignalling {
    /**
     * Carries a command out.
     *
     * @return completes when the message has been handed to the transport; fails when the leg is not known here
     */
    CompletionStage<Void> perform(SignalCommand command);

    /** Whether a leg is on this node, or was until it ended. */
    boolean carries(CallSid leg);
}
