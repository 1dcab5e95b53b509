// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import gov.nist.javax.sip.SipStackExt;
import gov.nist.javax.sip.header.extensions.JoinHeader;
import gov.nist.javax.sip.header.extensions.ReplacesHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPDialog;
import javax.sip.Dialog;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * Lets a call that has seen other requests than INVITE be joined and replaced.
 *
 * <p>RFC 3911 section 4 and RFC 3891 section 3 want 481 when the dialog that is meant was not created by an INVITE. The
 * implementation looks at the last request of the dialog for that, so that an INFO or UPDATE made it unfit for ever.
 */
public final class JoinedDialogs {
    private JoinedDialogs() {}

    /** Looks at a request before the implementation does. */
    public static void prepare(SIPRequest request, SipStackExt stack) {
        if (!Request.INVITE.equals(request.getMethod())) {
            return;
        }
        var dialog = meant(request, stack);
        if (dialog instanceof SIPDialog meant
                && Request.INVITE.equals(meant.getMethod())
                && meant.getApplicationData() instanceof TransactionApplicationData data
                && !(data instanceof OfInvite)) {
            meant.setApplicationData(new OfInvite(data));
        }
    }

    /** {@return whether an INVITE outside of a dialog says that it goes on with another one, which is not here} */
    public static boolean isOfNone(SIPRequest request, SipStackExt stack) {
        return Request.INVITE.equals(request.getMethod())
                && request.getToTag() == null
                && (request.getHeader(JoinHeader.NAME) != null || request.getHeader(ReplacesHeader.NAME) != null)
                && meant(request, stack) == null;
    }

    private static @Nullable Dialog meant(SIPRequest request, SipStackExt stack) {
        if (request.getHeader(JoinHeader.NAME) instanceof JoinHeader join) {
            return stack.getJoinDialog(join);
        }
        return request.getHeader(ReplacesHeader.NAME) instanceof ReplacesHeader replaces
                ? stack.getReplacesDialog(replaces)
                : null;
    }

    /** The same data, of a dialog that an INVITE has created. */
    private static final class OfInvite extends TransactionApplicationData {
        private static final long serialVersionUID = 1;

        OfInvite(TransactionApplicationData data) {
            super(data.getSipServletMessage());
            setTransaction(data.getTransaction());
            setProxyBranch(data.getProxyBranch());
        }

        @Override
        public String getMethod() {
            return Request.INVITE;
        }
    }
}
