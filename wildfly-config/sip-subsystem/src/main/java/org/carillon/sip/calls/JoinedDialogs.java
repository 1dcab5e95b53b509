// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.calls;

import gov.nist.javax.sip.header.extensions.JoinHeader;
import gov.nist.javax.sip.header.extensions.ReplacesHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.Locale;
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
    public static void prepare(SIPRequest request, SIPTransactionStack stack) {
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
    public static boolean isOfNone(SIPRequest request, SIPTransactionStack stack) {
        return Request.INVITE.equals(request.getMethod())
                && request.getToTag() == null
                && (request.getHeader(JoinHeader.NAME) != null || request.getHeader(ReplacesHeader.NAME) != null)
                && meant(request, stack) == null;
    }

    private static @Nullable Dialog meant(SIPRequest request, SIPTransactionStack stack) {
        if (request.getHeader(JoinHeader.NAME) instanceof JoinHeader join) {
            return dialog(stack, join.getCallId(), join.getToTag(), join.getFromTag());
        }
        return request.getHeader(ReplacesHeader.NAME) instanceof ReplacesHeader replaces
                ? replaced(stack, replaces)
                : null;
    }

    /** The stack looks at every dialog, and at every client transaction, before it looks for the name; so that is done first. */
    private static @Nullable Dialog replaced(SIPTransactionStack stack, ReplacesHeader replaces) {
        if (isMissing(replaces.getToTag()) || isMissing(replaces.getFromTag())) {
            return null;
        }
        var named = dialog(stack, replaces.getCallId(), replaces.getToTag(), replaces.getFromTag());
        return named == null ? stack.getReplacesDialog(replaces) : named;
    }

    /** RFC 3891 section 3: our tag is the to-tag, whoever has called whom. */
    private static @Nullable Dialog dialog(
            SIPTransactionStack stack, String callId, @Nullable String toTag, @Nullable String fromTag) {
        // The stack writes the names of its dialogs in this way.
        return isMissing(toTag) || isMissing(fromTag)
                ? null
                : stack.getDialog((callId + ':' + toTag + ':' + fromTag).toLowerCase(Locale.getDefault()));
    }

    private static boolean isMissing(@Nullable String tag) {
        return tag == null || tag.isEmpty();
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
