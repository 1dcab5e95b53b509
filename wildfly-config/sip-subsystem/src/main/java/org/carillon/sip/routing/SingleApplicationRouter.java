// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import java.io.Serializable;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;

/**
 * Gives every initial request from outside to one application and lets that application's own requests go out.
 *
 * <p>With one application deployed it is that one; with several, {@code default-application} names it. JSR 289 section
 * 15 describes the contract; chains of applications need a DAR file instead.
 */
public final class SingleApplicationRouter implements SipApplicationRouter {
    /** A name that no application can have, so that the container answers 500 instead of relaying the request. */
    private static final String NOBODY = "";

    private static final SipApplicationRouterInfo OUTSIDE = to(null);

    private final @Nullable String defaultApplication;
    private final Set<String> deployed = new ConcurrentSkipListSet<>();

    /** @param defaultApplication who gets the requests, or null when the only application is meant */
    public SingleApplicationRouter(@Nullable String defaultApplication) {
        this.defaultApplication = defaultApplication;
    }

    private static SipApplicationRouterInfo to(@Nullable String application) {
        return new SipApplicationRouterInfo(
                application,
                SipApplicationRoutingRegion.NEUTRAL_REGION,
                null,
                new String[0],
                SipRouteModifier.NO_ROUTE,
                null);
    }

    @Override
    public SipApplicationRouterInfo getNextApplication(
            SipServletRequest request,
            @Nullable SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            @Nullable SipTargetedRequestInfo targeted,
            @Nullable Serializable state) {
        if (targeted != null) {
            return to(targeted.getApplicationName());
        }
        // A request that an application makes has a session already; one from the network has none yet.
        var madeHere = ((MobicentsSipServletRequest) request).getSipSession() != null;
        return madeHere ? OUTSIDE : to(chosen());
    }

    private String chosen() {
        if (defaultApplication != null) {
            return defaultApplication;
        }
        var names = List.copyOf(deployed);
        if (names.size() == 1) {
            return names.get(0);
        }
        SipLogger.LOG.ambiguousApplication(names);
        return NOBODY;
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
    public void init() {}

    @Override
    public void init(Properties properties) {}

    @Override
    public void destroy() {}
}
