// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.timers;

import jakarta.annotation.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Scripts that set timers. The info of a timer says what its listener does. */
@SipServlet(name = "timers", loadOnStartup = 1)
@SipListener
@SuppressWarnings("NullAway.Init")
public final class TimerServlet extends Script implements TimerListener, SipApplicationSessionListener {
    /** Another one after each deployment. */
    private static final String RUN = UUID.randomUUID().toString();

    private static final Map<String, List<Long>> FIRED = new ConcurrentHashMap<>();
    private static final Map<String, CountDownLatch> ENDED = new ConcurrentHashMap<>();
    private static final long PATIENCE_SECONDS = 6;
    private static final int TIMES = 4;
    private static final long WORK_MILLIS = 60;

    @Resource
    private TimerService timers;

    private static CountDownLatch latch(String what) {
        return ENDED.computeIfAbsent(what, none -> new CountDownLatch(1));
    }

    private static boolean await(String what) throws InterruptedException {
        return latch(what).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void timeout(ServletTimer timer) {
        String[] info = ((String) timer.getInfo()).split(" ", -1);
        switch (info[0]) {
            case "paces" -> pace(timer);
            case "calls" -> call(timer, info[1]);
            case "fails" -> {
                latch(timer.getId()).countDown();
                throw new IllegalStateException("wanted by the test");
            }
            default -> latch(timer.getId()).countDown();
        }
    }

    /** Works for a while each time, and notes when it should have been called. */
    private static void pace(ServletTimer timer) {
        List<Long> times = FIRED.computeIfAbsent(timer.getId(), none -> new CopyOnWriteArrayList<>());
        times.add(timer.scheduledExecutionTime());
        try {
            // Nobody counts it down: it is the work that takes its time.
            new CountDownLatch(1).await(WORK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (times.size() == TIMES) {
            timer.cancel();
            latch(timer.getId()).countDown();
        }
    }

    private void call(ServletTimer timer, String port) {
        try {
            SipURI to = factory.createSipURI("timer", "127.0.0.1");
            to.setPort(Integer.parseInt(port));
            SipServletRequest message = factory.createRequest(
                    timer.getApplicationSession(), "MESSAGE", factory.createSipURI("timers", "127.0.0.1"), to);
            message.setHeader("X-Run", RUN);
            message.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the distances between the times at which a timer was due. */
    private void paces(SipServletRequest request, boolean fixedDelay) throws IOException, InterruptedException {
        ServletTimer timer = timers.createTimer(request.getApplicationSession(), 0, 100, fixedDelay, false, "paces");
        boolean done = await(timer.getId());
        List<Long> times = Objects.requireNonNull(FIRED.get(timer.getId()));
        StringBuilder distances = new StringBuilder().append(done);
        for (int i = 1; i < times.size(); i++) {
            distances.append(' ').append(times.get(i) - times.get(i - 1));
        }
        tell(request, distances);
    }

    public void keepsRate(SipServletRequest request) throws IOException, InterruptedException {
        paces(request, false);
    }

    public void keepsDelay(SipServletRequest request) throws IOException, InterruptedException {
        paces(request, true);
    }

    public void remains(SipServletRequest request) throws IOException, InterruptedException {
        ServletTimer timer = timers.createTimer(request.getApplicationSession(), 0, 60_000, false, false, "fires");
        await(timer.getId());
        request.getSession().setAttribute("timer", timer);
        request.createResponse(200).send();
    }

    public void remainsInfo(SipServletRequest request) throws IOException {
        ServletTimer timer = (ServletTimer) request.getSession().getAttribute("timer");
        long left = timer.getTimeRemaining();
        timer.cancel();
        tell(request, left > 30_000 && left <= 60_000);
    }

    public void fails(SipServletRequest request) throws IOException, InterruptedException {
        ServletTimer failing = timers.createTimer(request.getApplicationSession(), 0, false, "fails");
        ServletTimer other = timers.createTimer(request.getApplicationSession(), 1, false, "fires");
        tell(request, await(failing.getId()) && await(other.getId()));
    }

    /** A timer of a session that is invalidated, and a later one of another session. */
    public void invalidates(SipServletRequest request) throws IOException, InterruptedException {
        SipApplicationSession gone = factory.createApplicationSession();
        ServletTimer timer = timers.createTimer(gone, 150, false, "fires");
        ServletTimer repeated = timers.createTimer(gone, 150, 10, true, true, "fires");
        gone.invalidate();
        ServletTimer later = timers.createTimer(request.getApplicationSession(), 400, false, "fires");
        boolean fired = await(later.getId());
        tell(
                request,
                fired + " " + latch(timer.getId()).getCount() + " "
                        + latch(repeated.getId()).getCount());
    }

    /** An application session that nothing but a timer keeps. */
    public void endsWithItsTimer(SipServletRequest request) throws IOException, InterruptedException {
        SipApplicationSession session = factory.createApplicationSession();
        timers.createTimer(session, 50, false, "fires");
        boolean valid = session.isValid();
        tell(request, valid + " " + await(session.getId()));
    }

    /** An application session that wants to stay. */
    public void staysAfterItsTimer(SipServletRequest request) throws IOException, InterruptedException {
        SipApplicationSession session = factory.createApplicationSession();
        session.setInvalidateWhenReady(false);
        ServletTimer timer = timers.createTimer(session, 0, false, "fires");
        await(timer.getId());
        ServletTimer later = timers.createTimer(request.getApplicationSession(), 200, false, "fires");
        await(later.getId());
        tell(request, session.isValid());
        session.invalidate();
    }

    /** Lets timers call the peer until the application is gone. */
    public void callsForEver(SipServletRequest request) throws IOException {
        SipApplicationSession session = factory.createApplicationSession();
        session.setInvalidateWhenReady(false);
        String info = "calls " + request.getHeader("X-Port");
        timers.createTimer(session, 0, 50, false, true, info);
        timers.createTimer(session, 0, 50, true, false, info);
        tell(request, RUN);
    }

    public void runs(SipServletRequest request) throws IOException {
        tell(request, RUN);
    }

    @Override
    public void sessionCreated(SipApplicationSessionEvent event) {}

    @Override
    public void sessionDestroyed(SipApplicationSessionEvent event) {
        latch(event.getApplicationSession().getId()).countDown();
    }

    @Override
    public void sessionExpired(SipApplicationSessionEvent event) {}

    @Override
    public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {}
}
