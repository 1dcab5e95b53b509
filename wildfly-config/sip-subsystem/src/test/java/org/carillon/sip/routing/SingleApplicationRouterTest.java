// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import javax.servlet.sip.ar.SipTargetedRequestType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;

class SingleApplicationRouterTest {
    private static final SipServletRequest FROM_NETWORK = request(null);
    private static final SipServletRequest FROM_APPLICATION = request(fake(MobicentsSipSession.class, Map.of()));

    private static SipServletRequest request(@Nullable Object session) {
        return (SipServletRequest)
                fake(MobicentsSipServletRequest.class, session == null ? Map.of() : Map.of("getSipSession", session));
    }

    private static Object fake(Class<?> type, Map<String, Object> answers) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type, SipServletRequest.class},
                (self, method, arguments) -> answers.get(method.getName()));
    }

    private static @Nullable String next(SingleApplicationRouter router, SipServletRequest request) {
        return router.getNextApplication(request, null, SipApplicationRoutingDirective.NEW, null, null)
                .getNextApplicationName();
    }

    @Test
    void onlyApplicationGetsWhatComesFromTheNetwork() {
        var router = new SingleApplicationRouter(null);
        router.applicationDeployed(List.of("a"));

        assertThat(next(router, FROM_NETWORK)).isEqualTo("a");
    }

    @Test
    void whatAnApplicationSendsGoesOut() {
        var router = new SingleApplicationRouter(null);
        router.applicationDeployed(List.of("a"));

        assertThat(next(router, FROM_APPLICATION)).isNull();
    }

    @Test
    void ofSeveralApplicationsTheDefaultOneIsCalled() {
        var router = new SingleApplicationRouter("b");
        router.applicationDeployed(List.of("a", "b"));

        assertThat(next(router, FROM_NETWORK)).isEqualTo("b");
    }

    @Test
    void withoutADefaultSeveralApplicationsGetNothingAndNothingIsRelayed() {
        var router = new SingleApplicationRouter(null);
        router.applicationDeployed(List.of("a", "b"));

        assertThat(next(router, FROM_NETWORK)).isEmpty();

        router.applicationUndeployed(List.of("a"));
        assertThat(next(router, FROM_NETWORK)).isEqualTo("b");
    }

    @Test
    void targetedRequestGoesToItsApplication() {
        var router = new SingleApplicationRouter(null);
        router.applicationDeployed(List.of("a", "b"));
        var target = new SipTargetedRequestInfo(SipTargetedRequestType.ENCODED_URI, "b");

        assertThat(router.getNextApplication(FROM_NETWORK, null, SipApplicationRoutingDirective.NEW, target, null)
                        .getNextApplicationName())
                .isEqualTo("b");
    }
}
