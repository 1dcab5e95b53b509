// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import gov.nist.javax.sip.Utils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.testing.net.LoopbackPorts;
import org.carillon.testing.phone.PhoneSettings.Transport;
import org.carillon.testing.phone.sip.SipLink;
import org.jspecify.annotations.Nullable;

/** Writes the SIP messages of one phone. */
final class SipWriter {
    private static final List<String> ALLOW =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE", "MESSAGE", "NOTIFY");

    private final SipLink link;
    private final PhoneSettings settings;

    SipWriter(SipLink link, PhoneSettings settings) {
        this.link = link;
        this.settings = settings;
    }

    String ownUri() {
        return "sip:" + settings.sip().user() + "@" + LoopbackPorts.HOST + ":" + link.port();
    }

    private String transport() {
        return settings.sip().transport().name().toLowerCase(Locale.ROOT);
    }

    Request invite(CallRequest call, String callId, Optional<String> sdp)
            throws ParseException, InvalidArgumentException {
        var headers = link.headers();
        var addresses = link.addresses();
        URI target = addresses.createURI(call.target());
        if (settings.sip().transport() == Transport.TCP && target instanceof SipURI sip) {
            sip.setTransportParam("tcp");
        }
        var from = addresses.createAddress(addresses.createURI(call.from().orElse(ownUri())));
        var to = addresses.createAddress(addresses.createURI(call.to().orElse(call.target())));
        ViaHeader via = headers.createViaHeader(LoopbackPorts.HOST, link.port(), transport(), null);
        Request invite = link.messages()
                .createRequest(
                        target,
                        Request.INVITE,
                        headers.createCallIdHeader(callId),
                        headers.createCSeqHeader(1L, Request.INVITE),
                        headers.createFromHeader(from, newTag()),
                        headers.createToHeader(to, null),
                        List.of(via),
                        headers.createMaxForwardsHeader(70));
        addUsual(invite);
        for (CallRequest.Header more : call.headers()) {
            invite.addHeader(headers.createHeader(more.name(), more.value()));
        }
        if (sdp.isPresent()) {
            addSdp(invite, sdp.get());
        }
        return invite;
    }

    /** Contact and Allow, as every request and answer inside a dialog carries them. */
    void addUsual(Message message) throws ParseException {
        message.setHeader(contact());
        message.removeHeader("Allow");
        for (String method : ALLOW) {
            message.addHeader(link.headers().createAllowHeader(method));
        }
        message.setHeader(link.headers().createHeader("User-Agent", "Carillon-Test-Phone"));
    }

    private ContactHeader contact() throws ParseException {
        String uri = ownUri() + (settings.sip().transport() == Transport.TCP ? ";transport=tcp" : "");
        return link.headers()
                .createContactHeader(
                        link.addresses().createAddress(link.addresses().createURI(uri)));
    }

    void addSdp(Message message, String sdp) throws ParseException {
        message.setContent(sdp, link.headers().createContentTypeHeader("application", "sdp"));
    }

    void addDigit(Message message, String relay) throws ParseException {
        message.setContent(relay, link.headers().createContentTypeHeader("application", "dtmf-relay"));
    }

    Response response(Request request, int status, Optional<String> reason, String tag) throws ParseException {
        Response response = link.messages().createResponse(status, request);
        if (reason.isPresent()) {
            response.setReasonPhrase(reason.get());
        }
        if (response.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() == null) {
            to.setTag(tag);
        }
        addUsual(response);
        return response;
    }

    void redirectTo(Response response, String uri) throws ParseException {
        response.setHeader(link.headers()
                .createContactHeader(
                        link.addresses().createAddress(link.addresses().createURI(uri))));
    }

    static String newTag() {
        return Utils.getInstance().generateTag();
    }

    /** The body as text, if it is of this type, for example {@code application/sdp}. */
    static Optional<String> body(Message message, String type) {
        byte @Nullable [] raw = message.getRawContent();
        Header contentType = message.getHeader("Content-Type");
        if (raw == null
                || contentType == null
                || !contentType.toString().toLowerCase(Locale.ROOT).contains(type)) {
            return Optional.empty();
        }
        return Optional.of(new String(raw, StandardCharsets.UTF_8));
    }

    static Optional<String> sdp(Message message) {
        return body(message, "application/sdp");
    }

    /** All headers by lower-case name. */
    static Map<String, List<String>> headers(Message message) {
        var all = new HashMap<String, List<String>>();
        for (Iterator<?> names = message.getHeaderNames(); names.hasNext(); ) {
            String name = String.valueOf(names.next());
            var values = new ArrayList<String>();
            for (Iterator<?> headers = message.getHeaders(name); headers.hasNext(); ) {
                String line = String.valueOf(headers.next()).strip();
                values.add(line.substring(line.indexOf(':') + 1).strip());
            }
            all.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
        }
        return Map.copyOf(all);
    }
}
