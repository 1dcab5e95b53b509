// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.carillon.engine.errors.ApiError;

/** Answers every request 404, with the error body of the API. */
@WebServlet("/*")
public class NothingHereServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ApiError error = ApiError.NOT_FOUND;
        response.setStatus(error.status());
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        // The path is left out: it comes from a stranger, and says nothing that he does not know.
        response.getWriter()
                .write("{\"code\":" + error.code()
                        + ",\"message\":\"The requested resource was not found\",\"more_info\":"
                        + "\"https://www.twilio.com/docs/errors/" + error.code() + "\",\"status\":" + error.status()
                        + "}");
    }
}
