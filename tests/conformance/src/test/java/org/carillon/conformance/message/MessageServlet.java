// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletMessage.HeaderForm;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Scripts for JSR 289 chapter 5. */
@SipServlet(name = "message", applicationName = "message", loadOnStartup = 1)
public final class MessageServlet extends Script {
    public void readsHeaders(SipServletRequest request) throws IOException {
        List<String> all = new ArrayList<>();
        request.getHeaders("X-Many").forEachRemaining(all::add);
        tell(request, request.getHeader("x-one") + "|" + all + "|" + request.getHeader("X-None"));
    }

    public void readsCompactNames(SipServletRequest request) throws IOException {
        tell(request, request.getHeader("Subject") + "|" + request.getHeader("s"));
    }

    public void writesHeaders(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-A", "1");
        response.addHeader("X-B", "1");
        response.addHeader("X-B", "2");
        response.setHeader("X-C", "1");
        response.setHeader("X-C", "2");
        response.setHeader("X-D", "1");
        response.removeHeader("X-D");
        response.send();
    }

    public void writesCompactly(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("Subject", "tea");
        response.setHeaderForm(HeaderForm.COMPACT);
        response.send();
    }

    private static String setting(SipServletRequest request, String name, String value) {
        return outcome(() -> {
            request.createResponse(200).setHeader(name, value);
            return "set";
        });
    }

    public void systemHeaders(SipServletRequest request) throws IOException {
        tell(
                request,
                String.join(
                        " ",
                        setting(request, "Call-ID", "mine"),
                        setting(request, "From", "<sip:a@b>"),
                        setting(request, "To", "<sip:a@b>"),
                        setting(request, "CSeq", "9 INVITE"),
                        setting(request, "Via", "SIP/2.0/UDP a"),
                        setting(request, "Route", "<sip:a@b>"),
                        setting(request, "Record-Route", "<sip:a@b>"),
                        setting(request, "Contact", "<sip:a@b>")));
    }

    public void contactOfARegistration(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("Contact", "<sip:phone@192.0.2.7>;expires=60");
        response.send();
    }

    public void contactOfARedirection(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(302);
        response.setHeader("Contact", "<sip:moved@192.0.2.7>");
        response.send();
    }

    public void addressHeaders(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> request.getAddressHeader("X-Address").getURI() + "|"
                        + request.getParameterableHeader("X-Parameters").getParameter("a")));
    }

    public void addressHeaderOfNoAddress(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> request.getAddressHeader("X-Address")));
    }

    public void lists(SipServletRequest request) throws IOException {
        var names = Collections.list(Collections.enumeration(names(request)));
        tell(request, names.contains("X-One") + " " + names.contains("Call-ID"));
    }

    private static List<String> names(SipServletRequest request) {
        List<String> names = new ArrayList<>();
        request.getHeaderNames().forEachRemaining(names::add);
        return names;
    }

    public void readsContent(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getContentType() + "|" + request.getContentLength() + "|" + request.getContent() + "|"
                        + request.getRawContent().length);
    }

    public void readsBytes(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getContent() instanceof byte[] bytes
                        ? bytes.length
                        : request.getContent().getClass());
    }

    public void writesContent(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setContent("Grüße", "text/plain;charset=UTF-8");
        response.send();
    }

    public void writesUnknownCharset(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.createResponse(200).setContent("x", "text/plain;charset=no-such");
            return "set";
        }));
    }

    public void languages(SipServletRequest request) throws IOException {
        List<String> all = new ArrayList<>();
        request.getAcceptLanguages().forEachRemaining(locale -> all.add(locale.toLanguageTag()));
        tell(request, request.getAcceptLanguage().toLanguageTag() + " " + all);
    }

    public void writesLanguage(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        response.setContentLanguage(Locale.FRENCH);
        response.setAcceptLanguage(Locale.GERMAN);
        response.send();
    }

    public void transport(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getTransport() + "|" + request.getRemoteAddr() + ":" + request.getRemotePort() + "|"
                        + request.getLocalAddr() + ":" + request.getLocalPort() + "|"
                        + request.getInitialRemotePort() + "|" + request.getInitialTransport());
    }

    public void parameters(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getParameter("color") + " " + Collections.list(request.getParameterNames()) + " "
                        + request.getParameter("none"));
    }

    public void attributes(SipServletRequest request) throws IOException {
        request.setAttribute("a", "1");
        Object before = request.getAttribute("a");
        request.removeAttribute("a");
        tell(request, before + " " + request.getAttribute("a"));
    }

    public void poppedRoute(SipServletRequest request) throws IOException {
        tell(request, request.getPoppedRoute() + "|" + request.getHeader("Route"));
    }

    public void reliable(SipServletRequest request) throws IOException, Rel100Exception {
        request.createResponse(183).sendReliably();
        request.getSession().setAttribute("invite", request);
    }

    public void reliablePrack(SipServletRequest prack) throws IOException {
        prack.createResponse(200).send();
        ((SipServletRequest) prack.getSession().getAttribute("invite"))
                .createResponse(200)
                .send();
    }

    public void reliablyRefused(SipServletRequest request) throws IOException {
        String provisional = outcome(() -> {
            request.createResponse(183).sendReliably();
            return "sent";
        });
        String success = outcome(() -> {
            request.createResponse(200).sendReliably();
            return "sent";
        });
        tell(request, provisional + " " + success);
    }

    public void committed(SipServletRequest request) throws IOException {
        SipServletResponse response = request.createResponse(200);
        boolean before = response.isCommitted();
        response.send();
        request.getSession()
                .setAttribute(
                        "seen",
                        before + " " + response.isCommitted() + " "
                                + request.isCommitted() + " "
                                + outcome(() -> {
                                    response.setHeader("X-Late", "1");
                                    return "set";
                                }));
    }

    public void committedInfo(SipServletRequest request) throws IOException {
        tell(request, request.getSession().getAttribute("seen"));
    }

    public void nulls(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> request.getHeader(null)) + " "
                        + outcome(() -> {
                            request.createResponse(200).setHeader(null, "x");
                            return "set";
                        })
                        + " "
                        + outcome(() -> {
                            request.setAttribute(null, "x");
                            return "set";
                        }));
    }

    public void requestUri(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> {
                            request.setRequestURI(factory.createURI("sip:x@192.0.2.1"));
                            return request.getRequestURI();
                        })
                        + " "
                        + outcome(() -> {
                            request.setRequestURI(null);
                            return "set";
                        }));
    }

    public void protocol(SipServletRequest request) throws IOException {
        tell(
                request,
                request.getProtocol() + " " + request.getMethod() + " "
                        + request.getCallId().isEmpty());
    }
}
