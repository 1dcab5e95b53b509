// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.timers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.TimerListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.SipListeners;
import org.mobicents.servlet.sip.core.SipManager;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;

class SessionTimersTest {
    private static final long AN_HOUR = 3_600_000;

    private final CountDownLatch fired = new CountDownLatch(1);
    private final MobicentsSipApplicationSession session = session(timer -> fired.countDown());
    private final SessionTimers timers = new SessionTimers("app", 2, null);

    @AfterEach
    void stop() {
        timers.stop();
    }

    /** A session that is valid and keeps no books. */
    private static MobicentsSipApplicationSession session(TimerListener listener) {
        var answers = new HashMap<String, Object>();
        answers.put("getTimerListener", listener);
        answers.put("isValid", true);
        answers.put("isValidInternal", true);
        answers.put("isReadyToInvalidate", false);
        answers.put("hasTimerListener", true);
        answers.put("getApplicationName", "app");
        answers.put("getListeners", answering(SipListeners.class, answers));
        answers.put("getSipManager", answering(SipManager.class, answers));
        answers.put("getSipContext", answering(SipContext.class, answers));
        var session = answering(MobicentsSipApplicationSession.class, answers);
        answers.put("getSipApplicationSession", session);
        return session;
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }

    private ServletTimer timer(long delay) {
        return timers.createTimer(session, delay, false, "info");
    }

    @Test
    void applicationWithTooManyTimersGetsNoMore() {
        timer(AN_HOUR);
        timer(AN_HOUR);

        assertThatThrownBy(() -> timer(AN_HOUR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CARSIP0055")
                .hasMessageContaining("app has 2 timers");
    }

    @Test
    void cancelledTimerMakesRoomOnce() {
        var first = timer(AN_HOUR);
        timer(AN_HOUR);
        first.cancel();
        first.cancel();

        assertThat(timer(AN_HOUR)).isNotNull();
        assertThatThrownBy(() -> timer(AN_HOUR)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timerThatHasFiredMakesRoom() throws InterruptedException {
        timer(AN_HOUR);
        timer(0);
        assertThat(fired.await(5, TimeUnit.SECONDS)).isTrue();

        // Its end comes right behind its listener, on its own thread.
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (timers.size() > 1 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(timer(AN_HOUR)).isNotNull();
    }

    @Test
    void timerOfAStoppedApplicationIsNotCounted() {
        timers.stop();

        assertThatThrownBy(() -> timer(AN_HOUR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopped");
        assertThat(timers.size()).isZero();
    }
}
