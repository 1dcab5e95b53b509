// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 8: timers while their application runs. */
class TimerIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("timers", TimerServlet.class);
    }

    private String seen(String script) {
        return peer.call(script).send("MESSAGE").expect(200).require("X-Seen");
    }

    @Test
    @Proves("JSR 289 8.1")
    void timerOfAFixedRateIsDueAtEqualTimes() {
        assertThat(seen("keepsRate")).isEqualTo("true 100 100 100");
    }

    @Test
    @Proves("JSR 289 8.1")
    void timerOfAFixedDelayIsDueAfterItsListenerIsThrough() {
        String[] distances = seen("keepsDelay").split(" ", 2);
        assertThat(distances[0]).isEqualTo("true");
        assertThat(Stream.of(distances[1].split(" ", -1)).map(Integer::valueOf))
                .hasSize(3)
                .allSatisfy(distance -> assertThat(distance).isGreaterThanOrEqualTo(155));
    }

    @Test
    @Proves("JSR 289 8.1")
    void timeThatRemainsIsThatUntilTheNextTime() {
        var call = peer.call("remains");
        call.establish();
        assertThat(call.send("INFO").expect(200).header("X-Seen")).isEqualTo("true");
        call.hangUp();
    }

    @Test
    @Proves(value = "JSR 289 8.1", negative = true)
    void listenerThatThrowsKeepsNoOtherTimerFromFiring() {
        assertThat(seen("fails")).isEqualTo("true");
    }

    @Test
    @Proves(value = "JSR 289 6.1.2.2.1", negative = true)
    void timersOfAnInvalidatedApplicationSessionNeverFire() {
        assertThat(seen("invalidates")).isEqualTo("true 1 1");
    }

    @Test
    @Proves("JSR 289 6.1.2.2.2")
    void endOfTheLastTimerEndsTheApplicationSession() {
        assertThat(seen("endsWithItsTimer")).isEqualTo("true true");
    }

    @Test
    @Proves(value = "JSR 289 6.1.2.2.2", negative = true)
    void applicationSessionThatWantsToStayOutlivesItsTimers() {
        assertThat(seen("staysAfterItsTimer")).isEqualTo("true");
    }
}
