// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import java.io.Serializable;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import javax.sip.SipException;
import javax.sip.header.RouteHeader;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.JainSipUtils;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/**
 * Does with the routes that an application router returns what JSR 289 section 15.4.1 says, in place of the implementation.
 *
 * <p>External routes are pushed here, and the implementation is told that no application is next, so that it sends the request
 * out by its topmost Route. For {@code ROUTE_BACK} a Route of the container stands below them. A request that comes back by
 * it is one from outside, {@code NEW}, but the router gets the region and the state that it returned before.
 */
public final class RouteModifiers implements SipApplicationRouter {
    static final String TICKET = "carillon-return";

    private final SipApplicationRouter router;
    private final Supplier<SipApplicationDispatcher> dispatcher;
    private final Returns returns = new Returns(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));

    /**
     * @param router says which routes
     * @param dispatcher knows which routes are ours; asked when a route is there
     */
    public RouteModifiers(SipApplicationRouter router, Supplier<SipApplicationDispatcher> dispatcher) {
        this.router = router;
        this.dispatcher = dispatcher;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the router names routes that are none, or a request comes back that is not known to
     *     be out; the container answers with 500
     */
    @Override
    public SipApplicationRouterInfo getNextApplication(
            SipServletRequest request,
            @Nullable SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            @Nullable SipTargetedRequestInfo targeted,
            @Nullable Serializable state) {
        var asked = (MobicentsSipServletRequest) request;
        var place = placeOf(asked);
        var next = place == null
                ? router.getNextApplication(request, region, directive, targeted, state)
                : router.getNextApplication(request, place.region(), directive, targeted, place.state());
        if (next.getRouteModifier() == SipRouteModifier.ROUTE_BACK) {
            return out(asked, next, backTo(asked, next));
        }
        return next.getRouteModifier() == SipRouteModifier.ROUTE && isExternal(next) ? out(asked, next, null) : next;
    }

    /** {@return where the router was when the request left by a route back; null when it did not} */
    private Returns.@Nullable Place placeOf(MobicentsSipServletRequest request) {
        // What an application sends has a session; the route by which that came here once is not its own.
        if (request.getSipSession() != null
                || request.getPoppedRoute() == null
                || !(request.getPoppedRoute().getURI() instanceof SipURI route)) {
            return null;
        }
        var ticket = route.getParameter(TICKET);
        if (ticket == null) {
            return null;
        }
        var place = returns.of(ticket);
        if (place == null) {
            // Asked anew, the router would send it out again, and again.
            throw new IllegalStateException("the request comes back too late, or was never here");
        }
        return place;
    }

    private boolean isExternal(SipApplicationRouterInfo next) {
        return dispatcher.get().isRouteExternal(routes(next).get(0));
    }

    private RouteHeader backTo(MobicentsSipServletRequest request, SipApplicationRouterInfo next) {
        var ticket = returns.leave(new Returns.Place(next.getRoutingRegion(), next.getStateInfo()));
        if (ticket == null) {
            throw unusable("more than " + Returns.MOST + " requests are out", null);
        }
        try {
            var uri = JainSipUtils.createRecordRouteURI(
                    dispatcher.get().getSipNetworkInterfaceManager(), request.getMessage());
            uri.setLrParam();
            uri.setParameter(TICKET, ticket);
            return SipFactoryImpl.headerFactory.createRouteHeader(SipFactoryImpl.addressFactory.createAddress(uri));
        } catch (ParseException e) {
            throw new IllegalStateException("a ticket is hexadecimal", e);
        }
    }

    private static SipApplicationRouterInfo out(
            MobicentsSipServletRequest request, SipApplicationRouterInfo next, @Nullable RouteHeader back) {
        var routes = new ArrayList<>(routes(next));
        if (back != null) {
            routes.add(back);
        }
        var message = request.getMessage();
        try {
            for (var i = routes.size() - 1; i >= 0; i--) {
                message.addFirst(routes.get(i));
            }
        } catch (SipException e) {
            throw unusable("a route cannot be pushed", e);
        }
        return new SipApplicationRouterInfo(
                null,
                next.getRoutingRegion(),
                next.getSubscriberURI(),
                new String[0],
                SipRouteModifier.NO_ROUTE,
                next.getStateInfo());
    }

    /** {@return one or more routes} */
    private static List<RouteHeader> routes(SipApplicationRouterInfo next) {
        var texts = next.getRoutes();
        if (texts == null || texts.length == 0) {
            throw unusable(next.getRouteModifier() + " without a route", null);
        }
        var routes = new ArrayList<RouteHeader>();
        for (var text : texts) {
            try {
                var address = SipFactoryImpl.addressFactory.createAddress(text);
                if (!(address.getURI() instanceof javax.sip.address.SipURI uri)) {
                    throw unusable("no SIP URI: " + text, null);
                }
                uri.setLrParam();
                routes.add(SipFactoryImpl.headerFactory.createRouteHeader(address));
            } catch (ParseException e) {
                throw unusable("no address: " + text, e);
            }
        }
        return routes;
    }

    private static IllegalStateException unusable(String problem, @Nullable Exception cause) {
        SipLogger.LOG.routeUnusable(problem);
        return new IllegalStateException("the application router's route cannot be used: " + problem, cause);
    }

    @Override
    public void applicationDeployed(List<String> names) {
        router.applicationDeployed(names);
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        router.applicationUndeployed(names);
    }

    @Override
    public void init() {
        router.init();
    }

    @Override
    public void init(Properties properties) {
        router.init(properties);
    }

    @Override
    public void destroy() {
        router.destroy();
    }
}
