// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.app;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TooManyHopsException;
import org.jspecify.annotations.Nullable;

/**
 * A SIP servlet whose public methods are what callers can ask for by the user part of the URI: a call to {@code
 * sip:rings@server} runs {@code rings(request)}. Later requests of the same session go to {@code ringsBye}, {@code
 * ringsInfo} and so on and responses to {@code ringsResponse}, where these exist; else requests get 200.
 *
 * <p>A method that throws makes a 500 with the reason in X-Failure, which a test prints.
 */
@SuppressWarnings("NullAway.Init")
public abstract class Script extends SipServlet {
    private static final String NAME = "script";

    @Resource
    protected SipFactory factory;

    @Override
    protected void doRequest(SipServletRequest request) throws ServletException, IOException {
        String name = (String) request.getSession().getAttribute(NAME);
        if (name == null) {
            name = user(request);
            request.getSession().setAttribute(NAME, name);
        } else {
            String method = request.getMethod();
            name = name + method.charAt(0) + method.substring(1).toLowerCase(java.util.Locale.ROOT);
        }
        Method method = method(name, SipServletRequest.class);
        if (method != null) {
            run(method, request);
        } else if (!request.getMethod().equals("ACK") && !request.getMethod().equals("CANCEL")) {
            request.createResponse(200).send();
        }
    }

    @Override
    protected void doResponse(SipServletResponse response) throws ServletException, IOException {
        String name = (String) response.getSession().getAttribute(NAME);
        Method method = name == null ? null : method(name + "Response", SipServletResponse.class);
        if (method != null) {
            run(method, response);
        }
    }

    private @Nullable Method method(String name, Class<?> type) {
        return Stream.of(getClass().getMethods())
                .filter(method -> method.getName().equals(name)
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == type)
                .findFirst()
                .orElse(null);
    }

    private void run(Method method, SipServletMessage message) throws ServletException, IOException {
        try {
            method.invoke(this, message);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof TooManyHopsException hops) {
                // What becomes of it is the container's matter, JSR 289 section 10.2.10.
                throw hops;
            }
            fail(message, e.getTargetException());
        } catch (IllegalAccessException e) {
            fail(message, e);
        }
    }

    private void fail(SipServletMessage message, Throwable cause) throws IOException {
        log("script failed", cause);
        if (message instanceof SipServletRequest request && !request.isCommitted()) {
            SipServletResponse response = request.createResponse(500);
            response.setHeader("X-Failure", cause.toString().replaceAll("\\s+", " "));
            response.send();
        }
    }

    /** {@return the user part of the Request-URI; of a telephone URL, its parameter script} */
    protected static String user(SipServletRequest request) {
        return request.getRequestURI() instanceof SipURI uri
                ? uri.getUser()
                : request.getRequestURI().getParameter("script");
    }

    /** Answers 200 and says what was seen. */
    protected static void tell(SipServletRequest request, @Nullable Object seen) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Seen", String.valueOf(seen));
        response.send();
    }

    /** {@return what comes of something, or the name of the exception} */
    protected static String outcome(Attempt attempt) {
        try {
            return String.valueOf(attempt.run());
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Marks the session of a request that the application makes, so that its responses come to the same script. */
    protected SipServletRequest followed(SipServletRequest made, String script) {
        made.getSession().setAttribute(NAME, script);
        return made;
    }

    /** {@return the URI of the callee whose port is in a parameter of the Request-URI} */
    protected SipURI callee(SipServletRequest request) {
        SipURI uri = factory.createSipURI("callee", "127.0.0.1");
        uri.setPort(Integer.parseInt(request.getRequestURI().getParameter("callee")));
        return uri;
    }

    /** Something that may fail. */
    protected interface Attempt {
        @Nullable
        Object run() throws Exception;
    }
}
