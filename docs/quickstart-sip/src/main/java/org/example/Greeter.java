// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.example;

import java.io.IOException;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;

/** Rings and answers every call. */
@javax.servlet.sip.annotation.SipServlet(loadOnStartup = 1)
public class Greeter extends SipServlet {
    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        invite.createResponse(180).send();
        invite.createResponse(200).send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        bye.createResponse(200).send();
    }
}
