// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.form;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.message.SIPMessage;

/** A CSeq whose method is written as it was read: methods are case-sensitive (RFC 3261 section 7.1). */
public final class ExactSequence extends CSeq {
    private static final long serialVersionUID = 1L;

    private ExactSequence(long number, String method) {
        super(number, method);
    }

    /** Puts one into a message whose method has small letters; the stack would write large ones, also in its answer. */
    public static void keepCase(SIPMessage message) {
        var sequence = message.getCSeq();
        if (sequence != null && hasSmall(sequence.getMethod())) {
            message.setCSeq(new ExactSequence(sequence.getSeqNumber(), sequence.getMethod()));
        }
    }

    private static boolean hasSmall(String method) {
        for (var i = 0; i < method.length(); i++) {
            if (Character.isLowerCase(method.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public StringBuilder encodeBody(StringBuilder buffer) {
        return buffer.append(getSeqNumber()).append(' ').append(getMethod());
    }
}
