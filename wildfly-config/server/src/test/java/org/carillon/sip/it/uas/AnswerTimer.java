// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.uas;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.annotation.SipListener;

/** Answers the call for which its timer was set. */
@SipListener
public class AnswerTimer implements TimerListener {
    @Inject
    private Observations observations;

    /** Made by the container. */
    public AnswerTimer() {}

    @Override
    public void timeout(ServletTimer timer) {
        observations.count("timersFired");
        var session = timer.getApplicationSession();
        try {
            AnsweringServlet.accept((SipServletRequest) session.getAttribute("invite"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
