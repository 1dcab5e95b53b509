// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.converged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.conformance.wire.Peer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** HTTP sessions in application sessions: JSR 289 sections 6.1 and 13. */
class ConvergedIT extends OnTheServer {
    private final String room = UUID.randomUUID().toString();
    private final Browser browser = new Browser("converged");

    @Deployment(testable = false)
    static WebArchive application() {
        return war(
                "converged",
                ConvergedServlet.class,
                ConvergedPage.class,
                SessionWatcher.class,
                SessionWatcher.Bound.class);
    }

    private String seen(String script) {
        return sent(script).expect(200).require("X-Seen");
    }

    private Call sent(String script) {
        Call call = peer.call(script);
        return call.send(call.request("MESSAGE").add("X-Room", room));
    }

    /** {@return the URL of a page, encoded for the application session of the room} */
    private String encoded(String page) {
        Call call = peer.call("encodes");
        return call.send(call.request("MESSAGE").add("X-Room", room).add("X-Url", browser.url(page)))
                .expect(200)
                .require("X-Seen");
    }

    @Test
    @Proves("JSR 289 13.4")
    void httpSessionCanBeCast() {
        assertThat(browser.page("cast")).isEqualTo("true");
        assertThat(browser.page("forward")).isEqualTo("true");
    }

    @Test
    @Proves(value = "JSR 289 13.4", negative = true)
    void requestThatWantsNoHttpSessionGetsNone() {
        assertThat(browser.page("none")).isEqualTo("null");
    }

    @Test
    @Proves("JSR 289 13.4")
    void listenersOfTheWebContainerGetSessionsOfTheirApplicationSession() {
        String id = browser.text(encoded("bind"));
        assertThat(browser.page("heard", id))
                .isEqualTo(told(
                        "created",
                        "added",
                        "bound one",
                        "unbound one",
                        "replaced",
                        "bound two",
                        "removed",
                        "unbound two",
                        "added",
                        "bound three"));
        browser.page("changeId");
        String renamed = browser.page("id");
        browser.page("invalidate");
        // The session is still in its application session when listeners hear of its end.
        assertThat(new Browser("converged").page("heard", renamed))
                .isEqualTo(told("renamed", "destroyed", "removed", "unbound three"));
    }

    private static String told(String... events) {
        return Stream.of(events).map(event -> event + " from SIP").toList().toString();
    }

    @Test
    @Proves("JSR 289 13.4")
    void listenerHearsOfTheExpiryWithTheApplicationSession() {
        String id = browser.text(encoded("id"));
        browser.page("expire");
        Browser other = new Browser("converged");
        // The thread that notices the expiry tells nobody else when it has done so.
        String heard = other.page("heard", id);
        long deadline = System.nanoTime() + Peer.PATIENCE.toNanos();
        while (!heard.contains("destroyed") && System.nanoTime() < deadline) {
            heard = other.page("heard", id);
        }
        assertThat(heard).contains("destroyed from SIP");
    }

    @Test
    @Proves("JSR 289 13.4")
    void httpSessionHasOneApplicationSession() {
        String id = browser.page("own");
        assertThat(browser.page("own")).isEqualTo(id);
        assertThat(new Browser("converged").page("own")).isNotEqualTo(id);
    }

    @Test
    @Proves("JSR 289 13.5")
    void encodedUrlPutsTheHttpSessionIntoTheApplicationSession() {
        assertThat(browser.text(encoded("secret"))).isEqualTo("from SIP");
        assertThat(browser.page("secret")).isEqualTo("from SIP");
    }

    @Test
    @Proves("JSR 289 13.5")
    void keyIsAddedToTheQueryOfAUrlAndBeforeItsFragment() {
        String url = encoded("secret?a=b#c");
        assertThat(url).startsWith(browser.url("secret?a=b&")).endsWith("#c");
        assertThat(browser.text(url)).isEqualTo("from SIP");
    }

    @Test
    @Proves(value = "JSR 289 13.5", negative = true)
    void forgedKeyLeadsNowhere() {
        String url = encoded("secret");
        char last = url.charAt(url.length() - 3);
        String forged =
                url.substring(0, url.length() - 3) + (last == 'x' ? 'y' : 'x') + url.substring(url.length() - 2);
        assertThat(browser.text(forged)).isEqualTo("null");
        String key = url.substring(url.indexOf('=') + 1);
        for (String bad : new String[] {"", "x", "%00", key.substring(0, key.indexOf("%3B")), key + key, ";;;", ",,"}) {
            assertThat(new Browser("converged").text(url.substring(0, url.indexOf('=') + 1) + bad))
                    .isIn("null", "400");
        }
    }

    @Test
    @Proves(value = "JSR 289 13.5", negative = true)
    void keyOfAnEndedApplicationSessionLeadsNowhere() {
        String url = encoded("secret");
        sent("invalidates").expect(200);
        assertThat(browser.text(url)).isEqualTo("null");
    }

    @Test
    @Proves(value = "JSR 289 13.5", negative = true)
    void endedApplicationSessionEncodesNothing() {
        assertThat(seen("encodesAfterTheEnd")).isEqualTo("IllegalStateException");
    }

    @Test
    @Proves("JSR 289 13.5")
    void httpSessionEncodesItsIdIntoUrls() {
        String id = browser.page("id");
        // Behind the id stands the name of the node.
        assertThat(browser.page("encode"))
                .startsWith("http://a.example/b;jsessionid=" + id)
                .endsWith("?c=d#e");
        // A client without the cookie is in the same session.
        assertThat(new Browser("converged").text(browser.page("absolute"))).isEqualTo(id);
    }

    @Test
    @Proves(value = "JSR 289 13.5", negative = true)
    void httpSessionEncodesForNoOtherScheme() {
        assertThat(browser.page("gopher")).isEqualTo("IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 6.1.1")
    void applicationSessionListsItsHttpSessions() {
        assertThat(browser.text(encoded("id"))).isNotEmpty();
        String id = browser.page("id");
        assertThat(seen("lists")).startsWith("[" + id + "] true ");
        assertThat(seen("lists")).doesNotEndWith(" 0");
    }

    @Test
    @Proves(value = "JSR 289 6.1.1", negative = true)
    void unknownHttpSessionIsNotFoundAndAnotherProtocolIsRefused() {
        assertThat(seen("asksForUnknown")).isEqualTo("null IllegalArgumentException");
    }

    @Test
    @Proves("JSR 289 6.1.1")
    void sipServletWritesIntoTheHttpSession() {
        browser.text(encoded("id"));
        seen("writes");
        assertThat(browser.page("note")).isEqualTo("by SIP");
    }

    @Test
    @Proves("JSR 289 6.1.1")
    void httpSessionStaysInItsApplicationSessionUnderAnotherId() {
        browser.text(encoded("id"));
        String before = browser.page("id");
        String after = browser.page("changeId");
        assertThat(after).isNotEqualTo(before);
        assertThat(seen("lists")).startsWith("[" + after + "] true ");
        assertThat(browser.page("secret")).isEqualTo("from SIP");
    }

    @Test
    @Proves("JSR 289 6.1.2.2.1")
    void endOfTheApplicationSessionEndsItsHttpSessionsOnly() {
        Browser other = new Browser("converged");
        String kept = other.page("id");
        browser.text(encoded("id"));
        sent("invalidates").expect(200);
        String id = browser.page("own");
        assertThat(browser.page("note")).isEqualTo("null");
        assertThat(browser.page("ended", id)).isEqualTo("false");
        assertThat(other.page("id")).isEqualTo(kept);
    }

    @Test
    @Proves("JSR 289 6.1.2.2.2")
    void endOfTheLastHttpSessionEndsTheApplicationSession() {
        String id = browser.page("own");
        assertThat(browser.page("known", id)).isEqualTo("true");
        browser.page("invalidate");
        assertThat(browser.page("ended", id)).isEqualTo("true");
        assertThat(browser.page("known", id)).isEqualTo("false");
    }

    @Test
    @Proves("JSR 289 6.1.2.2.2")
    void expiryOfTheLastHttpSessionEndsTheApplicationSession() {
        String id = browser.page("own");
        browser.page("expire");
        assertThat(new Browser("converged").page("ended", id)).isEqualTo("true");
    }

    @Test
    @Proves(value = "JSR 289 6.1.2.2.2", negative = true)
    void applicationSessionThatWantsToStayOutlivesItsHttpSession() {
        browser.text(encoded("id"));
        browser.page("invalidate");
        assertThat(seen("lists")).startsWith("[] true ");
        assertThat(new Browser("converged").text(encoded("secret"))).isEqualTo("from SIP");
    }
}
