// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.timers;

import java.util.Map;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.sip.concurrency.Turn;
import org.mobicents.servlet.sip.core.timers.ProxyTimerServiceImpl;

/**
 * Ends proxy branches whose time is over, each in the turn of the session that has begun it. Such a task does not tell its
 * session, but it is made by a thread that has the turn.
 */
public final class TurnProxyTimers extends ProxyTimerServiceImpl {
    private final Map<TimerTask, TimerTask> waiting = new ConcurrentHashMap<>();

    /** @param application its name */
    public TurnProxyTimers(String application) {
        super(application);
    }

    @Override
    public void schedule(TimerTask task, long delay) {
        var turn = Turn.held();
        if (turn == null) {
            super.schedule(task, delay);
            return;
        }
        var inTurn = inTurn(task, turn);
        waiting.put(task, inTurn);
        super.schedule(inTurn, delay);
    }

    private TimerTask inTurn(TimerTask task, Turn turn) {
        return new TimerTask() {
            @Override
            public void run() {
                waiting.remove(task);
                turn.post(task);
            }
        };
    }

    @Override
    public void cancel(TimerTask task) {
        var inTurn = waiting.remove(task);
        if (inTurn != null) {
            inTurn.cancel();
        }
        super.cancel(task);
    }
}
