// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.wire;

import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import org.carillon.sip.legs.DialogWire;
import org.carillon.sip.legs.WireException;

/** Requests inside a dialog. */
public final class ServletDialog implements DialogWire {
    private final SipSession session;
    private final String id;

    private ServletDialog(SipSession session, String id) {
        this.session = session;
        this.id = id;
    }

    /** The only dialog of a session. */
    public static ServletDialog of(SipSession session) {
        return new ServletDialog(session, session.getId());
    }

    /** The dialog of one answer; its To tag tells it from other answers to a forked INVITE. */
    public static ServletDialog of(SipServletResponse answer) {
        String tag = answer.getTo().getParameter("tag");
        return new ServletDialog(answer.getSession(), tag == null ? "" : tag);
    }

    @Override
    public void bye() throws WireException {
        Sending.send("BYE", () -> session.createRequest("BYE").send());
    }

    @Override
    public void probe() throws WireException {
        Sending.send("OPTIONS", () -> session.createRequest("OPTIONS").send());
    }

    @Override
    public String id() {
        return id;
    }
}
