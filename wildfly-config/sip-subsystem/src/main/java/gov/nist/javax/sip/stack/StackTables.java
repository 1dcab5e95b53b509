// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import java.time.Duration;
import javax.sip.SipStack;

/** How full the tables of the stack are; the fields are not public. */
public final class StackTables {
    private final SIPTransactionStack stack;

    /** @param stack one of JAIN-SIP */
    public StackTables(SipStack stack) {
        this.stack = (SIPTransactionStack) stack;
    }

    /** Lets a valve see each message before the stack looks for its transaction; call it before a port is open. */
    public void add(SIPMessageValve valve) {
        stack.sipMessageValves.add(valve);
    }

    /** Ends server transactions, but those of INVITE, that have no final answer after this time. */
    public void endUnanswered(Duration oldest) {
        UnansweredRequests.watch(stack, oldest);
    }

    /** {@return client transactions that have not ended, the linger of RFC 3261 section 17 included} */
    public int clientTransactions() {
        return stack.clientTransactionTable.size();
    }

    /** {@return server transactions that have not ended, the linger of RFC 3261 section 17 included} */
    public int serverTransactions() {
        return stack.serverTransactionTable.size();
    }

    /** {@return dialogs, early ones and those that just ended included} */
    public int dialogs() {
        return stack.dialogTable.size() + stack.earlyDialogTable.size();
    }
}
