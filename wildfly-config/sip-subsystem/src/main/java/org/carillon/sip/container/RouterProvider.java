// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;
import org.jspecify.annotations.Nullable;

/**
 * Hands our router to the dispatcher, which makes this class by the name in a system property.
 *
 * <p>The setting reaches it through a static field because the dispatcher knows no other way and there is one
 * container in a JVM.
 */
public final class RouterProvider extends SipApplicationRouterProvider {
    private static volatile @Nullable String defaultApplication;

    /** Made by the dispatcher through reflection. */
    public RouterProvider() {}

    static void use(@Nullable String application) {
        defaultApplication = application;
    }

    @Override
    public SipApplicationRouter getSipApplicationRouter() {
        return new SingleApplicationRouter(defaultApplication);
    }
}
