// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import java.io.IOException;
import java.util.Objects;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipApplicationKey;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;
import org.jspecify.annotations.Nullable;
import org.mobicents.javax.servlet.sip.SipApplicationSessionAsynchronousWork;
import org.mobicents.javax.servlet.sip.SipSessionAsynchronousWork;
import org.mobicents.javax.servlet.sip.SipSessionsUtilExt;

/** Scripts that tell whether they have met another piece of code in the room, which is their application session. */
@SipServlet(name = "concurrency", loadOnStartup = 1)
@SipListener
@SuppressWarnings("NullAway.Init")
public final class ConcurrencyServlet extends Script implements TimerListener {
    @jakarta.annotation.Resource
    private TimerService timers;

    @jakarta.annotation.Resource
    private javax.servlet.sip.SipSessionsUtil sessions;

    /** A request with X-Room belongs to the application session of that room. */
    @SipApplicationKey
    public static @Nullable String room(SipServletRequest request) {
        return request.getHeader("X-Room");
    }

    private static Room roomOf(SipApplicationSession session) {
        return Room.named((String) Objects.requireNonNull(session.getAttribute("room")));
    }

    /** Remembers the room of the first request. */
    private static Room enter(SipServletRequest request) {
        if (request.getHeader("X-Room") != null) {
            request.getApplicationSession().setAttribute("room", request.getHeader("X-Room"));
            request.getApplicationSession().setInvalidateWhenReady(false);
        }
        return roomOf(request.getApplicationSession());
    }

    public void meets(SipServletRequest request) throws IOException {
        tell(request, enter(request).meets());
    }

    public void timer(SipServletRequest request) throws IOException {
        Room room = enter(request);
        timers.createTimer(request.getApplicationSession(), 0, false, "");
        tell(request, room.meets());
    }

    @Override
    public void timeout(ServletTimer timer) {
        roomOf(timer.getApplicationSession()).meets();
    }

    public void applicationWork(SipServletRequest request) throws IOException {
        Room room = enter(request);
        SipApplicationSessionAsynchronousWork work = session -> room.meets();
        ((SipSessionsUtilExt) sessions)
                .scheduleAsynchronousWork(request.getApplicationSession().getId(), work);
        tell(request, room.meets());
    }

    public void sessionWork(SipServletRequest request) throws IOException {
        Room room = enter(request);
        SipSessionAsynchronousWork work = session -> room.meets();
        ((SipSessionsUtilExt) sessions)
                .scheduleAsynchronousWork(request.getSession().getId(), work);
        tell(request, room.meets());
    }

    public void rings(SipServletRequest request) throws IOException {
        enter(request);
        request.createResponse(180).send();
    }

    public void ringsCancel(SipServletRequest request) {
        roomOf(request.getApplicationSession()).note("cancelled");
    }

    /** Tells what was noted. */
    public void noted(SipServletRequest request) throws IOException {
        tell(request, enter(request).notes());
    }

    public void answers(SipServletRequest request) throws IOException {
        enter(request);
        request.createResponse(200).send();
    }

    public void answersInfo(SipServletRequest request) throws IOException {
        Room room = roomOf(request.getApplicationSession());
        room.note(request.getHeader("X-Number"));
        tell(request, room.notes());
    }

    /** Lets asynchronous work stay in the room until it is opened. On a lane it would keep other calls of that lane out. */
    public void holds(SipServletRequest request) throws IOException {
        Room room = enter(request);
        SipApplicationSessionAsynchronousWork work = session -> room.note(room.awaitOpened());
        ((SipSessionsUtilExt) sessions)
                .scheduleAsynchronousWork(request.getApplicationSession().getId(), work);
        tell(request, "held");
    }

    public void free(SipServletRequest request) throws IOException {
        tell(request, "free");
    }
}
