// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.function.Supplier;
import javax.servlet.sip.ar.SipApplicationRouter;
import org.carillon.sip.routing.ModuleRouter;
import org.carillon.sip.routing.RouteModifiers;
import org.carillon.sip.routing.RouterProvider;
import org.carillon.sip.routing.SingleApplicationRouter;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.router.DefaultApplicationRouterProvider;

/** Says which application router the implementation finds; it looks for one by system properties. */
final class Routers {
    private static final String PROVIDER = "javax.servlet.sip.ar.spi.SipApplicationRouterProvider";
    private static final String DAR = "javax.servlet.sip.dar";

    private Routers() {}

    /** @param module with a router of its own, or null */
    static void choose(SipSettings settings, @Nullable String module, Supplier<SipApplicationDispatcher> dispatcher) {
        var router = router(settings, module);
        RouterProvider.use(() -> new RouteModifiers(router.get(), dispatcher));
        System.setProperty(PROVIDER, RouterProvider.class.getName());
    }

    private static Supplier<SipApplicationRouter> router(SipSettings settings, @Nullable String module) {
        var dar = settings.dar();
        if (module == null && dar != null) {
            System.setProperty(DAR, dar);
            return () -> new DefaultApplicationRouterProvider().getSipApplicationRouter();
        }
        System.clearProperty(DAR);
        return module == null
                ? () -> new SingleApplicationRouter(settings.defaultApplication())
                : () -> ModuleRouter.of(module);
    }
}
