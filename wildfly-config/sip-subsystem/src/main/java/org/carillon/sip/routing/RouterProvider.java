// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import java.util.function.Supplier;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;

/**
 * Hands our router to the dispatcher, which makes this class by the name in a system property.
 *
 * <p>The setting reaches it through a static field because the dispatcher knows no other way and there is one
 * container in a JVM.
 */
public final class RouterProvider extends SipApplicationRouterProvider {
    private static volatile Supplier<SipApplicationRouter> chosen = () -> new SingleApplicationRouter(null);

    /** Made by the dispatcher through reflection. */
    public RouterProvider() {}

    /** Says what makes the router of the dispatcher that is made next. */
    public static void use(Supplier<SipApplicationRouter> router) {
        chosen = router;
    }

    @Override
    public SipApplicationRouter getSipApplicationRouter() {
        return chosen.get();
    }
}
