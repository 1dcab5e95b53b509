// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.ParameterNames;
import gov.nist.javax.sip.header.extensions.JoinHeader;
import gov.nist.javax.sip.header.extensions.ReplacesHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.RequestEvent;
import javax.sip.SipStack;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.EventHeader;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.carillon.sip.calls.SecretHash;
import org.carillon.sip.metrics.SipMethod;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.dispatchers.MessageDispatcher;

/**
 * Refuses what no application should have to look at and what the implementation lets through or answers wrongly.
 *
 * <p>Asked on the lane of the request, before a transaction exists.
 */
final class RequestChecks {
    /** ACK; a BYE that crosses ours, which gets 200; the last NOTIFY of a subscription (RFC 5057). */
    private static final Set<String> AFTER_THE_END = Set.of(Request.ACK, Request.BYE, Request.NOTIFY);

    /** Instead of a status: no answer at all. */
    static final int DROP = -1;

    /** RFC 6665 section 8.3.2; RFC 3903 section 6 asks for it also when the field is absent. */
    private static final int BAD_EVENT = 489;

    private static final int MOST_HOPS = 255;
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Set<String> NEEDS_EVENT = Set.of(Request.SUBSCRIBE, Request.NOTIFY, "PUBLISH");
    private static final Set<String> NEEDS_CONTACT = Set.of(Request.INVITE, Request.SUBSCRIBE, Request.REFER);

    /** More than a node can have at once; beyond it merged requests are not found until transactions end. */
    private static final int MOST_ONGOING = 200_000;

    /** Longer ones are not kept. */
    private static final int LONGEST_BRANCH = 256;

    /** They have a branch of an INVITE, or an end of their own. */
    private static final Set<String> OF_ANOTHER_REQUEST = Set.of(Request.ACK, Request.CANCEL);

    /** Branch and method of the ongoing server transaction by what is the same in all copies of a request, however they came. */
    private final ConcurrentHashMap<Long, String> ongoing = new ConcurrentHashMap<>();

    /** The other way round, for the end of the transaction. */
    private final ConcurrentHashMap<String, Long> keys = new ConcurrentHashMap<>();

    private final SecretHash hash = new SecretHash();

    private final Predicate<@Nullable String> isOurApplication;

    /** @param isOurApplication whether a name in a Route, as the container writes it, is that of a deployed application */
    RequestChecks(Predicate<@Nullable String> isOurApplication) {
        this.isOurApplication = isOurApplication;
    }

    /** {@return the status that the request must get, 0 when an application may have it, {@link #DROP} for no answer} */
    int refusal(RequestEvent event, SipStack stack) {
        var request = (SIPRequest) event.getRequest();
        var method = request.getMethod();
        if (Request.ACK.equals(method)) {
            return event.getServerTransaction() == null && isOfNoDialog(request, event.getDialog()) ? DROP : 0;
        }
        if (!hasUsableHops(request) || !hasUsableFields(request)) {
            return Response.BAD_REQUEST;
        }
        writeTagAsWeDid(request, event.getDialog());
        if (isMisspelt(method)) {
            return Response.NOT_IMPLEMENTED;
        }
        if (Request.CANCEL.equals(method)) {
            // RFC 3261 section 9.2; the implementation answers 200 to a CANCEL of nothing.
            var found = ((SIPTransactionStack) stack).findCancelTransaction(request, true);
            return found == null ? Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST : 0;
        }
        if (request.getToTag() == null && Request.PRACK.equals(method)) {
            // RFC 3262 section 3: it belongs to the response of a dialog.
            return Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
        }
        if (NEEDS_EVENT.contains(method) && request.getHeader(EventHeader.NAME) == null) {
            return BAD_EVENT;
        }
        if (request.getToTag() == null
                && NEEDS_CONTACT.contains(method)
                && request.getHeader(ContactHeader.NAME) == null) {
            // RFC 3261 section 8.1.1.8: without it no request of the dialog could be sent to the caller.
            return Response.BAD_REQUEST;
        }
        return isOfNoDialog(request, event.getDialog()) ? Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST : 0;
    }

    /** RFC 3261 section 7.1: case matters, and the stack takes an invite for half of an INVITE. */
    static boolean isMisspelt(String method) {
        return SipMethod.of(method) == SipMethod.OTHER
                && SipMethod.of(method.toUpperCase(Locale.ROOT)) != SipMethod.OTHER;
    }

    /** RFC 3261 section 20.22: 0 to 255. The stack keeps a value that is no number aside, as if it were unknown. */
    private static boolean hasUsableHops(SIPRequest request) {
        var hops = (MaxForwardsHeader) request.getHeader(MaxForwardsHeader.NAME);
        if (hops != null) {
            return hops.getMaxForwards() <= MOST_HOPS;
        }
        for (var unread = request.getUnrecognizedHeaders(); unread.hasNext(); ) {
            if (unread.next().regionMatches(true, 0, MaxForwardsHeader.NAME, 0, MaxForwardsHeader.NAME.length())) {
                return false;
            }
        }
        return true;
    }

    /**
     * RFC 3261 section 25.1: a tag has a value, and a recorded route is a SIP URI (section 16.6). The stack lets both pass, and can then neither
     * answer nor begin a dialog. RFC 3891 and RFC 3911 section 4: a dialog to replace or to join is named by both tags.
     */
    static boolean hasUsableFields(SIPRequest request) {
        if (request.getFrom() instanceof From from
                && from.hasTag()
                && (from.getTag() == null || from.getTag().isEmpty())) {
            return false;
        }
        for (var routes = request.getHeaders(RecordRouteHeader.NAME); routes.hasNext(); ) {
            if (routes.next() instanceof RecordRouteHeader route
                    && !(route.getAddress().getURI() instanceof SipURI)) {
                return false;
            }
        }
        return !(request.getHeader(ReplacesHeader.NAME) instanceof ReplacesHeader replaces
                        && isHalf(replaces.getToTag(), replaces.getFromTag()))
                && !(request.getHeader(JoinHeader.NAME) instanceof JoinHeader join
                        && isHalf(join.getToTag(), join.getFromTag()));
    }

    private static boolean isHalf(@Nullable String toTag, @Nullable String fromTag) {
        return toTag == null || toTag.isEmpty() || fromTag == null || fromTag.isEmpty();
    }

    /**
     * RFC 3261 section 7.3.1: case makes no difference in a tag, and the stack finds the dialog. But it sends no answer whose tag is not
     * letter by letter its own.
     */
    private static void writeTagAsWeDid(SIPRequest request, @Nullable Dialog dialog) {
        var written = request.getToTag();
        if (dialog != null
                && dialog.getLocalTag() != null
                && written != null
                && !written.equals(dialog.getLocalTag())
                && written.equalsIgnoreCase(dialog.getLocalTag())) {
            request.setToTag(dialog.getLocalTag());
        }
    }

    /**
     * Takes away what RFC 3581 does not know as a port ({@code rport=1e9}), in any Via: the stack reads it as a number when it makes an
     * answer, and then makes none.
     */
    static void dropOddPorts(SIPRequest request) {
        var vias = request.getViaHeaders();
        if (vias == null) {
            return;
        }
        for (var via : vias) {
            var port = via.getParameter(ParameterNames.RPORT);
            if (port != null && !port.isEmpty() && !PORT.matcher(port).matches()) {
                via.removeParameter(ParameterNames.RPORT);
            }
        }
    }

    /**
     * Finds a request of a dialog that has ended (RFC 3261 section 15.1.2) or was never there (section 12.2.2).
     *
     * <p>The implementation gives such an INVITE to an application as a new call and sends the others on to wherever their
     * Request-URI points, so that anybody could use the server as a relay. Only a Route that an application of ours has
     * recorded leads through a dialog of which the stack knows nothing: that of a proxy.
     */
    private boolean isOfNoDialog(SIPRequest request, @Nullable Dialog dialog) {
        if (request.getToTag() == null) {
            return false;
        }
        if (dialog != null) {
            return DialogState.TERMINATED.equals(dialog.getState()) && !AFTER_THE_END.contains(request.getMethod());
        }
        var route = (RouteHeader) request.getHeader(RouteHeader.NAME);
        return route == null
                || !(route.getAddress().getURI() instanceof SipURI uri)
                || !isOurApplication.test(uri.getParameter(MessageDispatcher.RR_PARAM_APPLICATION_NAME));
    }

    /**
     * Finds a request that has come before on another way (RFC 3261 section 8.2.2.2, JSR 289 section 11.3) and notes it
     * otherwise. With another Request-URI or route it is a spiral, which is allowed.
     */
    boolean isMerged(RequestEvent event) {
        var request = (SIPRequest) event.getRequest();
        if (event.getServerTransaction() != null || OF_ANOTHER_REQUEST.contains(request.getMethod())) {
            return false;
        }
        var key = key(request);
        var transaction = transaction(request.getTopmostVia().getBranch(), request.getMethod());
        // The first of two transactions with one name is the one that is kept, so that each entry has one end.
        if (key == null
                || transaction == null
                || ongoing.size() >= MOST_ONGOING
                || keys.putIfAbsent(transaction, key) != null) {
            return false;
        }
        if (ongoing.putIfAbsent(key, transaction) == null) {
            return false;
        }
        keys.remove(transaction);
        return true;
    }

    private static @Nullable String transaction(@Nullable String branch, String method) {
        return branch == null || branch.length() > LONGEST_BRANCH ? null : branch + ' ' + method;
    }

    /** {@return what is the same in all copies of a request, or null for one within a dialog} */
    private @Nullable Long key(SIPRequest request) {
        if (request.getToTag() != null) {
            return null;
        }
        var route = request.getHeader(RouteHeader.NAME);
        return hash.of(
                request.getCallId().getCallId(),
                String.valueOf(request.getFromTag()),
                Long.toString(request.getCSeq().getSeqNumber()),
                request.getMethod(),
                request.getRequestURI().toString(),
                String.valueOf(route));
    }

    /** Forgets a request whose server transaction has ended. The request itself may have lost its Route by now. */
    void ended(@Nullable String branch, String method) {
        var transaction = transaction(branch, method);
        var key = transaction == null ? null : keys.remove(transaction);
        if (key != null) {
            ongoing.remove(key, transaction);
        }
    }
}
