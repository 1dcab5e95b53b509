// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;
import org.jspecify.annotations.Nullable;

/** Reads and writes fields that are lists, and what else belongs to a message. */
@SipServlet(name = "fields", loadOnStartup = 1)
public final class FieldsServlet extends Script {
    private static <T> String all(Iterator<T> values, Function<T, Object> part) {
        List<Object> parts = new ArrayList<>();
        values.forEachRemaining(value -> parts.add(part.apply(value)));
        return parts.toString();
    }

    private static String done(Act act) {
        return outcome(() -> {
            act.run();
            return "done";
        });
    }

    private interface Act {
        void run() throws Exception;
    }

    public void readsAddresses(SipServletRequest request) throws IOException, ServletParseException {
        tell(
                request,
                all(request.getAddressHeaders("X-Party"), address -> address.getURI() + " " + address.getDisplayName())
                        + outcome(() -> request.getAddressHeaders("X-Text").hasNext())
                        + request.getAddressHeaders("X-None").hasNext());
    }

    public void writesAddresses(SipServletRequest request) throws IOException, ServletParseException {
        Address last = factory.createAddress("sip:last@a.example");
        SipServletResponse response = request.createResponse(200);
        response.setAddressHeader("X-Party", factory.createAddress("\"Alice\" <sip:second@a.example>"));
        response.addAddressHeader("X-Party", last, false);
        response.addAddressHeader("X-Party", factory.createAddress("sip:first@a.example"), true);
        response.setHeader(
                "X-Seen",
                done(() -> response.setAddressHeader("From", last)) + " "
                        + done(() -> response.addAddressHeader("To", last, true)));
        response.send();
    }

    public void readsParameters(SipServletRequest request) throws IOException, ServletParseException {
        Parameterable first = request.getParameterableHeaders("X-Thing").next();
        List<String> names = new ArrayList<>();
        first.getParameterNames().forEachRemaining(names::add);
        tell(
                request,
                all(
                                request.getParameterableHeaders("X-Thing"),
                                thing -> thing.getValue() + "/" + thing.getParameter("p"))
                        + names
                        + first.getParameters().size());
    }

    public void writesParameters(SipServletRequest request) throws IOException, ServletParseException {
        Parameterable second = factory.createParameterable("second;p=2;q=x");
        second.removeParameter("q");
        second.setValue("renamed");
        SipServletResponse response = request.createResponse(200);
        response.setParameterableHeader("X-Thing", second);
        response.addParameterableHeader("X-Thing", factory.createParameterable("first;p=1"), true);
        response.addParameterableHeader("X-Thing", factory.createParameterable("third;p=3"), false);
        response.setHeader(
                "X-Seen",
                done(() -> response.setParameterableHeader("Via", second)) + " "
                        + done(() -> response.addParameterableHeader("Via", second, true)));
        response.send();
    }

    public void changesStatus(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setStatus(202, "Taken");
        response.setHeader("X-Seen", done(() -> response.setStatus(99)));
        response.send();
        request.getApplicationSession().setAttribute("again", done(() -> response.setStatus(200)));
    }

    /** Tells what came of changing a response that was sent already. */
    public void changesStatusInfo(SipServletRequest request) throws IOException {
        tell(request, request.getApplicationSession().getAttribute("again"));
    }

    public void encodes(SipServletRequest request) throws IOException {
        String before = request.getCharacterEncoding();
        SipServletResponse response = request.createResponse(200);
        response.setContent("\u00e9", "text/plain;charset=ISO-8859-1");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(
                "X-Seen",
                before + " " + response.getCharacterEncoding() + " "
                        + done(() -> request.setCharacterEncoding("no-charset")));
        response.setContent("\u00e9", "text/plain;charset=UTF-8");
        response.send();
    }

    public void hops(SipServletRequest request) throws IOException {
        SipServletRequest made = factory.createRequest(
                request.getApplicationSession(), "MESSAGE", request.getFrom().getURI(), callee(request));
        int before = made.getMaxForwards();
        made.setMaxForwards(5);
        made.setHeader(
                "X-Seen",
                before + " " + made.getMaxForwards() + " " + request.getMaxForwards() + " "
                        + done(() -> made.setMaxForwards(256)) + " " + done(() -> made.setMaxForwards(-1)));
        request.createResponse(200).send();
        made.send();
    }

    public void namesByText(SipServletRequest request) throws IOException, ServletParseException {
        SipApplicationSession session = request.getApplicationSession();
        String to = callee(request).toString();
        SipServletRequest made = factory.createRequest(session, "MESSAGE", "\"Me\" <sip:me@a.example>", to);
        made.setHeader(
                "X-Seen",
                outcome(() -> factory.createRequest(session, "MESSAGE", "<sip:>>", to)) + " "
                        + outcome(() -> factory.createRequest(session, "ACK", "sip:me@a.example", to)) + " "
                        + outcome(() -> factory.createRequest(session, "CANCEL", "sip:me@a.example", to)));
        request.createResponse(200).send();
        made.send();
    }

    /** Whether the sessions of a request are there without being made, and how old they are. */
    public void sessions(SipServletRequest request) throws IOException {
        SipSession session = request.getSession();
        SipApplicationSession application = request.getApplicationSession();
        session.setAttribute("a", "1");
        application.setAttribute("b", "1");
        List<String> names = new ArrayList<>();
        session.getAttributeNames().asIterator().forEachRemaining(names::add);
        long now = System.currentTimeMillis();
        tell(
                request,
                (request.getSession(false) == session || session.equals(request.getSession(false))) + " "
                        + application.equals(request.getApplicationSession(false)) + " "
                        + names.contains("a") + " "
                        + contains(application.getAttributeNames(), "b") + " "
                        + isRecent(session.getCreationTime(), now) + isRecent(session.getLastAccessedTime(), now)
                        + isRecent(application.getCreationTime(), now)
                        + isRecent(application.getLastAccessedTime(), now));
    }

    private static boolean contains(Iterator<String> names, String wanted) {
        while (names.hasNext()) {
            if (names.next().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRecent(long time, long now) {
        return time <= now && time > now - 60_000;
    }

    /** What a session that has ended still tells. */
    public void endedSessions(SipServletRequest request) throws IOException {
        SipApplicationSession ended = factory.createApplicationSession();
        SipSession session = factory.createRequest(
                        ended,
                        "MESSAGE",
                        request.getFrom().getURI(),
                        request.getFrom().getURI())
                .getSession();
        ended.invalidate();
        tell(
                request,
                done(ended::getCreationTime) + " "
                        + done(ended::getAttributeNames) + " " + done(session::getCreationTime) + " "
                        + done(session::getAttributeNames) + " " + done(() -> session.getAttribute("a")));
    }

    public void arrival(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getInitialRemoteAddr() + " " + request.getInitialRemotePort() + " "
                        + request.getInitialTransport() + " " + parameter(request.getInitialPoppedRoute()) + " "
                        + request.getReader() + " " + request.getInputStream());
    }

    private static @Nullable String parameter(@Nullable Address route) {
        return route == null ? null : route.getURI().getParameter("mark");
    }

    public void uris(SipServletRequest request) throws IOException {
        SipURI uri = factory.createSipURI("+15550100", "a.example");
        uri.setUserPassword("secret");
        uri.setUserParam("phone");
        uri.setMAddrParam("192.0.2.1");
        uri.setTTLParam(3);
        uri.setMethodParam("INFO");
        uri.setHeader("Subject", "tea");
        uri.setHeader("Gone", "x");
        uri.removeHeader("Gone");
        uri.setSecure(true);
        tell(
                request,
                uri.getScheme() + " " + uri.getUserPassword() + " " + uri.getUserParam() + " " + uri.getMAddrParam()
                        + " "
                        + uri.getTTLParam() + " " + uri.getMethodParam() + " " + all(uri.getHeaderNames(), name -> name)
                        + uri.getHeader("Subject") + " " + uri.isSecure());
    }
}
