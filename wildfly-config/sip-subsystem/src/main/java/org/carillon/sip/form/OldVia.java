// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.form;

import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The Via of a client of RFC 2543, whose branch names no transaction; written as it was read.
 *
 * <p>RFC 3261 section 17.2.3 compares such a request field by field with those of all transactions. Here the same fields make a
 * branch, so that its transaction is found as any other is. It is the same on all nodes and for the INVITE, its ACK and its CANCEL. Request-URI
 * and To tag are left out, for a response must come to the same branch; without them only an ACK of a 2xx shares the branch
 * of its INVITE, which the stack expects of some clients.
 */
public final class OldVia extends Via {
    private static final long serialVersionUID = 1L;

    private final String name;

    private OldVia(Via via, String name) {
        setSentProtocol(via.getSentProtocol());
        setSentBy(via.getSentBy());
        setParameters(via.getParameters());
        this.name = name;
    }

    /** Puts one into a request, and into a response also where the Via of the request is that it answers on its way back. */
    public static void nameTransaction(SIPMessage message) {
        var vias = message.getViaHeaders();
        if (vias == null || message.getFrom() == null || message.getCallId() == null || message.getCSeq() == null) {
            // A response; the stack drops it.
            return;
        }
        var most = message instanceof SIPResponse ? 2 : 1;
        for (var i = 0; i < Math.min(most, vias.size()); i++) {
            var via = vias.get(i);
            if (!namesTransaction(via.getBranch())) {
                vias.set(i, new OldVia(via, name(message, via)));
            }
        }
    }

    /** RFC 4475 section 3.2.1: a branch that is the cookie alone says nothing, too. */
    private static boolean namesTransaction(@Nullable String branch) {
        var cookie = SIPConstants.BRANCH_MAGIC_COOKIE;
        return branch != null
                && branch.length() > cookie.length()
                && branch.regionMatches(true, 0, cookie, 0, cookie.length());
    }

    private static String name(SIPMessage message, Via via) {
        var same = String.join(
                "\n",
                String.valueOf(message.getFromTag()),
                message.getCallId().getCallId(),
                Long.toString(message.getCSeq().getSeqNumber()),
                via.getSentBy().encode(),
                String.valueOf(via.getBranch()));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(same.getBytes(StandardCharsets.UTF_8));
            return SIPConstants.BRANCH_MAGIC_COOKIE + "-2543-" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return what names the transaction; {@code getParameter} gives the branch that was read} */
    @Override
    public String getBranch() {
        return name;
    }

    /** Does nothing: the stack puts the name of the transaction into each of its responses. */
    @Override
    public void setBranch(String branch) {}
}
