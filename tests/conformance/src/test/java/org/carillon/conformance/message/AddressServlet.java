// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.message;

import java.io.IOException;
import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TelURL;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Scripts for JSR 289 chapter 4. */
@SipServlet(name = "address", applicationName = "address", loadOnStartup = 1)
public final class AddressServlet extends Script {
    public void parsesSipUri(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            SipURI uri = (SipURI)
                    factory.createURI("sips:alice:secret@example.com:5071;transport=tcp;lr;maddr=192.0.2.1?Subject=x");
            return String.join(
                    "|",
                    uri.getScheme(),
                    uri.getUser(),
                    uri.getUserPassword(),
                    uri.getHost(),
                    "" + uri.getPort(),
                    uri.getTransportParam(),
                    "" + uri.getLrParam(),
                    uri.getMAddrParam(),
                    "" + uri.isSecure(),
                    uri.getHeader("Subject"));
        }));
    }

    public void writesSipUri(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            SipURI uri = factory.createSipURI("bob", "example.com");
            uri.setPort(5070);
            uri.setTransportParam("udp");
            uri.setParameter("custom", "1");
            uri.setParameter("gone", "1");
            uri.removeParameter("gone");
            return uri;
        }));
    }

    public void comparesUris(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> factory.createURI("sip:%61lice@EXAMPLE.com;transport=TCP")
                                .equals(factory.createURI("sip:alice@example.COM;Transport=tcp"))
                        + " "
                        + factory.createURI("SIP:ALICE@example.com").equals(factory.createURI("sip:alice@example.com"))
                        + " "
                        + factory.createURI("sip:bob@example.com")
                                .equals(factory.createURI("sip:bob@example.com:5060"))));
    }

    public void escapes(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            SipURI uri = (SipURI) factory.createURI("sip:a%40b@example.com");
            return uri.getUser() + " " + uri;
        }));
    }

    public void parsesTelUrl(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            TelURL global = (TelURL) factory.createURI("tel:+1-555-0100;isub=12");
            TelURL local = (TelURL) factory.createURI("tel:7042;phone-context=example.com");
            return global.getPhoneNumber() + "|" + global.isGlobal() + "|" + global.getParameter("isub") + "|"
                    + local.getPhoneNumber() + "|" + local.isGlobal() + "|" + local.getPhoneContext();
        }));
    }

    private SipServletRequest toANumber(SipServletRequest request) throws ServletParseException {
        return factory.createRequest(
                request.getApplicationSession(),
                "MESSAGE",
                factory.createURI("sip:me@example.com"),
                factory.createURI("tel:+15550100"));
    }

    public void sendsToANumber(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            toANumber(request).send();
            return "sent";
        }));
    }

    public void sendsToANumberByARoute(SipServletRequest request) throws IOException, ServletParseException {
        SipURI route = callee(request);
        route.setLrParam(true);
        SipServletRequest made = toANumber(request);
        made.pushRoute(route);
        made.send();
        request.createResponse(200).send();
    }

    public void keepsOtherSchemes(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            var uri = factory.createURI("urn:service:sos");
            return uri.getScheme() + " " + uri.isSipURI() + " " + uri;
        }));
    }

    public void refusesUris(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> factory.createURI("sip:")) + " " + outcome(() -> factory.createURI("no scheme")) + " "
                        + outcome(() -> factory.createAddress("<sip:a@b")));
    }

    public void parsesAddress(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            Address address = factory.createAddress("\"Alice, A.\" <sip:alice@example.com>;q=0.7;expires=60;tag=88");
            return address.getDisplayName() + "|" + address.getURI() + "|" + address.getQ() + "|" + address.getExpires()
                    + "|" + address.getParameter("tag");
        }));
    }

    public void wildcard(SipServletRequest request) throws IOException {
        tell(
                request,
                outcome(() -> factory.createAddress("*").isWildcard() + " "
                        + factory.createAddress("<sip:a@b>").isWildcard()));
    }

    public void refusesQ(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            factory.createAddress("<sip:a@b>").setQ(1.5f);
            return "set";
        }));
    }

    public void parsesParameterable(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            Parameterable reason = factory.createParameterable("SIP;cause=200;text=\"Elsewhere\"");
            return reason.getValue() + "|" + reason.getParameter("cause") + "|" + reason.getParameter("none");
        }));
    }

    public void fromIsFixed(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getTo().setParameter("tag", "mine");
            return "changed";
        }));
    }

    public void contactMayHaveParameters(SipServletRequest request) throws IOException, ServletParseException {
        var response = request.createResponse(200);
        response.getAddressHeader("Contact").setParameter("expires", "30");
        ((SipURI) response.getAddressHeader("Contact").getURI()).setUser("me");
        response.send();
    }

    public void contactHostIsFixed(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            ((SipURI) request.createResponse(200).getAddressHeader("Contact").getURI()).setHost("192.0.2.9");
            return "changed";
        }));
    }

    public void clones(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            Address copy = (Address) request.getFrom().clone();
            copy.setDisplayName("Copy");
            return copy.getDisplayName() + " " + request.getFrom().getDisplayName();
        }));
    }

    public void destinationOfTel(SipServletRequest request) throws IOException {
        tell(request, request.getRequestURI().getScheme() + " " + request.getRequestURI());
    }
}
