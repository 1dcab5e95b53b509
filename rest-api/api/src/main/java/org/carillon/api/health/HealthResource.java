// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.health;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** For launchers and load balancers: 200 when a call would work, else 503. */
@Path("/health")
@Dependent
public class HealthResource {
    private final Health health;

    /** Over the checks. */
    @Inject
    public HealthResource(Health health) {
        this.health = health;
    }

    /** The state of the platform. */
    @GET
    public Response health() {
        Health.Report report = health.report();
        Map<String, Object> checks = new LinkedHashMap<>();
        checks.put("signalling", word(report.signalling()));
        checks.put("database", word(report.database()));
        checks.put("media", word(report.media()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", word(report.isUp()));
        body.put("checks", checks);
        return Response.status(report.isUp() ? 200 : 503)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }

    private static String word(boolean works) {
        return works ? "UP" : "DOWN";
    }
}
