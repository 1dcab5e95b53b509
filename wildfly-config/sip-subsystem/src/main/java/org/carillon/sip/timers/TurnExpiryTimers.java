// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.timers;

import org.carillon.sip.concurrency.Turns;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.timers.SipApplicationSessionTimerTask;
import org.mobicents.servlet.sip.core.timers.StandardSasTimerTask;
import org.mobicents.servlet.sip.core.timers.StandardSipApplicationSessionTimerService;

/** Ends application sessions whose time is over, each in its turn. */
public final class TurnExpiryTimers extends StandardSipApplicationSessionTimerService {
    /** @param application its name */
    public TurnExpiryTimers(String application) {
        super(application);
    }

    @Override
    public SipApplicationSessionTimerTask createSipApplicationSessionTimerTask(MobicentsSipApplicationSession session) {
        var turn = Turns.of(session, null);
        if (turn == null) {
            return super.createSipApplicationSessionTimerTask(session);
        }
        return new StandardSasTimerTask(session) {
            @Override
            public void run() {
                turn.post(super::run);
            }
        };
    }
}
