// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.carillon.sip.legs.WireException;
import org.carillon.sip.log.SipLog;
import org.carillon.sip.messages.Methods;

/** Building and sending in one step, with the container's many exceptions as one. */
public final class Sending {
    private static final String SDP = "application/sdp";

    private Sending() {}

    /** Sends a message; what the container throws, checked or not, comes as one exception. */
    static void send(String what, Step step) throws WireException {
        try {
            step.run();
        } catch (IOException | ServletException | RuntimeException e) {
            throw new WireException(what + ": " + e, e);
        }
    }

    static void setSdp(SipServletMessage message, String sdp) throws IOException {
        message.setContent(sdp.getBytes(StandardCharsets.UTF_8), SDP);
    }

    /**
     * Answers a request of which no leg waits to hear. A failure is logged only: the other side repeats its request or
     * gives up.
     */
    public static void respond(SipServletRequest request, int status) {
        respond(request, status, response -> {});
    }

    /** As {@link #respond(SipServletRequest, int)}, with headers. */
    public static void respond(SipServletRequest request, int status, Decoration decoration) {
        try {
            send(status + " to " + request.getMethod(), () -> {
                SipServletResponse response = request.createResponse(status);
                if (status == 405 || status == 501 || status == 489) {
                    response.setHeader("Allow", Methods.ALLOW);
                }
                if (status == 415) {
                    response.setHeader("Accept", SDP);
                }
                decoration.on(response);
                response.send();
            });
        } catch (WireException e) {
            SipLog.LOG.debugf(e, "response could not be sent");
        }
    }

    /** Something that may fail in any of the container's ways. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException, ServletException;
    }

    /** Adds headers to a response. */
    @FunctionalInterface
    public interface Decoration {
        /** Adds them. */
        void on(SipServletResponse response);
    }
}
