// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes errors that the container answers itself in the form of all errors: it never answers a page of HTML. */
public class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ErrorBody body = ErrorBody.ofStatus(given instanceof Integer status ? status : 404);
        write(response, body);
    }

    /** Writes an error past the resources. */
    static void write(HttpServletResponse response, ErrorBody body) throws IOException {
        byte[] bytes = body.json();
        response.setStatus(body.status());
        response.setContentType(ErrorBody.TYPE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
