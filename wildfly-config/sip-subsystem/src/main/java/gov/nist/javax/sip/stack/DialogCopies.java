// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.AddressParser;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import javax.sip.DialogState;
import javax.sip.SipProvider;
import org.carillon.sip.replication.DialogImage;
import org.jspecify.annotations.Nullable;

/** Reads confirmed dialogs of the stack and makes them again on another node; their fields are not public. */
public final class DialogCopies {
    private static final String UDP = "UDP";

    /** More than an application sends within a dialog while a copy is being written. */
    private static final int MISSED_REQUESTS = 16;

    private DialogCopies() {}

    /** {@return what another node needs; null when the dialog is not confirmed} */
    public static @Nullable DialogImage image(SIPDialog dialog) {
        if (!DialogState.CONFIRMED.equals(dialog.getState())
                || dialog.getLocalTag() == null
                || dialog.getRemoteTag() == null) {
            return null;
        }
        var routes = new ArrayList<String>();
        for (var all = dialog.getRouteSet(); all.hasNext(); ) {
            routes.add(((Route) all.next()).getAddress().toString());
        }
        var target = dialog.getRemoteTarget();
        var acknowledged = dialog.lastAckReceivedCSeqNumber;
        var via = dialog.getLastResponseTopMostVia();
        return new DialogImage(
                dialog.getDialogId(),
                dialog.getCallId().getCallId(),
                dialog.getLocalTag(),
                dialog.getRemoteTag(),
                dialog.getLocalParty().toString(),
                dialog.getRemoteParty().toString(),
                target == null ? null : target.toString(),
                routes,
                dialog.getLocalSeqNumber(),
                dialog.getRemoteSeqNumber(),
                acknowledged == null ? -1 : acknowledged,
                dialog.getMethod(),
                dialog.isServer(),
                dialog.isSecure(),
                dialog.firstTransactionId,
                via == null ? UDP : via.getTransport());
    }

    /**
     * Makes a dialog, which is not in the table yet.
     *
     * @param provider from which its requests leave
     * @throws IllegalStateException when a field cannot be read
     */
    public static SIPDialog make(DialogImage image, SipProvider provider) {
        try {
            return new Restored((SipProviderImpl) provider, image);
        } catch (ParseException e) {
            throw new IllegalStateException("a dialog of call " + image.callId() + " cannot be made again", e);
        }
    }

    /** The stack makes a dialog of a response; this one is as if the peer had answered our request. */
    private static SIPResponse response(DialogImage image) throws ParseException {
        var text = String.join(
                "\r\n",
                "SIP/2.0 200 OK",
                "Via: SIP/2.0/" + image.transport() + " restored;branch=z9hG4bKrestored",
                "From: " + image.localParty() + ";tag=" + image.localTag(),
                "To: " + image.remoteParty() + ";tag=" + image.remoteTag(),
                "Call-ID: " + image.callId(),
                "CSeq: " + Math.max(1, image.server() ? image.remoteSequence() : image.localSequence()) + ' '
                        + image.method(),
                "Content-Length: 0",
                "",
                "");
        return (SIPResponse)
                new StringMsgParser().parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
    }

    private static final class Restored extends SIPDialog {
        private static final long serialVersionUID = 1L;

        Restored(SipProviderImpl provider, DialogImage image) throws ParseException {
            super(provider, response(image));
            method = image.method();
            firstTransactionSeen = true;
            firstTransactionIsServerTransaction = image.server();
            serverTransactionFlag = image.server();
            firstTransactionMethod = image.method();
            firstTransactionId = image.branch() == null ? "" : image.branch();
            firstTransactionSecure = image.secure();
            // Where requests leave from, here.
            firstTransactionPort = provider.getListeningPoint(image.transport()).getPort();
            // A request that left just before the crash may not be in the copy, and its number must not come twice.
            localSequenceNumber = image.localSequence() + MISSED_REQUESTS;
            originalLocalSequenceNumber = image.localSequence();
            remoteSequenceNumber = image.remoteSequence();
            if (image.acknowledgedSequence() >= 0) {
                lastAckReceivedCSeqNumber = image.acknowledgedSequence();
            }
            isAcknowledged = true;
            dialogId = image.id();
            lastResponseDialogId = image.id();
            if (image.server()) {
                lastResponseFromTag = image.remoteTag();
                lastResponseToTag = image.localTag();
            }
            if (image.remoteTarget() != null) {
                remoteTarget = new AddressParser(image.remoteTarget()).address(true);
            }
            var routes = new RouteList();
            for (var route : image.routes()) {
                routes.add(new Route(new AddressParser(route).address(true)));
            }
            routeList = routes;
            setState(CONFIRMED_STATE);
        }
    }
}
