// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.b2bua;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carillon.sip.it.beans.CallCounter;

/** Writes the number of calls, as the bean of the EAR knows it. */
@WebServlet("/status")
public class CountServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient CallCounter counter;

    /** Made by the container. */
    public CountServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().println("calls=" + counter.calls());
    }
}
