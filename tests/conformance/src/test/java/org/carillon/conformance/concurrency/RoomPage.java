// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.concurrency;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.servlet.sip.SipSessionsUtil;
import org.mobicents.javax.servlet.sip.SipSessionsUtilExt;

/** The web side of a room. */
@WebServlet("/room/*")
@SuppressWarnings("NullAway.Init")
public final class RoomPage extends HttpServlet {
    @Resource
    private transient SipSessionsUtil sessions;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        response.setContentType("text/plain");
        switch (request.getPathInfo()) {
            case "/open" -> Room.named(name).open();
            case "/meet" -> {
                sessions.getApplicationSessionByKey(name, true);
                response.getWriter().print(Room.named(name).meets());
            }
            case "/unmanaged" -> {
                ((SipSessionsUtilExt) sessions).getApplicationSessionByKey(name, true, false);
                response.getWriter().print(Room.named(name).meets());
            }
            default -> response.sendError(404);
        }
    }
}
