// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.router;

import java.io.Serializable;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.servlet.sip.ar.SipTargetedRequestInfo;

/**
 * Routes by the parameter script of the Request-URI or else its user part, and by what it has said before of the same request.
 */
@SuppressWarnings("NullAway")
public final class OwnRouter implements SipApplicationRouter {
    private final Set<String> deployed = new ConcurrentSkipListSet<>();

    @Override
    public SipApplicationRouterInfo getNextApplication(
            SipServletRequest request,
            SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            SipTargetedRequestInfo targeted,
            Serializable state) {
        URI uri = request.getRequestURI();
        String script = script(uri);
        String route = "sip:callee@127.0.0.1:" + uri.getParameter("callee") + ";lr";
        if (state != null && script.equals("later") && !state.equals("returned")) {
            return to(
                    null,
                    SipApplicationRoutingRegion.TERMINATING_REGION,
                    null,
                    SipRouteModifier.ROUTE_BACK,
                    "returned",
                    route);
        }
        if (state != null) {
            return to(
                    state.equals("last") ? null : "second",
                    SipApplicationRoutingRegion.TERMINATING_REGION,
                    "sip:" + state + "." + directive + "@router",
                    SipRouteModifier.NO_ROUTE,
                    "last");
        }
        SipApplicationRoutingRegion neutral = SipApplicationRoutingRegion.NEUTRAL_REGION;
        return switch (script) {
            case "throws" -> throw new IllegalStateException("a fault of the router");
            case "nothing" -> null;
            case "missing" -> to("missing", neutral, null, SipRouteModifier.NO_ROUTE, null);
            case "garbled" -> to(null, neutral, null, SipRouteModifier.ROUTE, null, "<sip:>>>");
            case "returns" ->
                to(
                        null,
                        SipApplicationRoutingRegion.ORIGINATING_REGION,
                        null,
                        SipRouteModifier.ROUTE_BACK,
                        "returned",
                        route,
                        "sip:next@127.0.0.1:" + uri.getParameter("other") + ";lr");
            case "nowhere" -> to(null, neutral, null, SipRouteModifier.ROUTE_BACK, "returned");
            case "outside" -> to(null, neutral, null, SipRouteModifier.NO_ROUTE, null);
            case "leaves" -> to(null, neutral, null, SipRouteModifier.ROUTE, null, route);
            case "deployed" ->
                to(
                        "second",
                        neutral,
                        "sip:" + String.join(".", deployed) + "@router",
                        SipRouteModifier.NO_ROUTE,
                        "last");
            default ->
                to(
                        "first",
                        SipApplicationRoutingRegion.ORIGINATING_REGION,
                        request.getFrom().getURI().toString(),
                        SipRouteModifier.NO_ROUTE,
                        "begun");
        };
    }

    private static String script(URI uri) {
        String script = uri.getParameter("script");
        return script == null && uri instanceof SipURI sip ? sip.getUser() : script;
    }

    private static SipApplicationRouterInfo to(
            String application,
            SipApplicationRoutingRegion region,
            String subscriber,
            SipRouteModifier modifier,
            String state,
            String... routes) {
        return new SipApplicationRouterInfo(application, region, subscriber, routes, modifier, state);
    }

    @Override
    public void applicationDeployed(List<String> names) {
        deployed.addAll(names);
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        names.forEach(deployed::remove);
    }

    @Override
    public void init() {
        deployed.add("initialized");
    }

    @Override
    public void init(Properties properties) {
        init();
    }

    @Override
    public void destroy() {}
}
