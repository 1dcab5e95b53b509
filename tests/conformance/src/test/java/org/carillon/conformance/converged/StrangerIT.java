// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.converged;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Applications beside one another: two that are converged, and one that knows nothing of SIP. */
class StrangerIT extends OnTheServer {
    @Deployment(name = "one", order = 1, testable = false)
    static WebArchive one() {
        return war("one", ConvergedServlet.class, ConvergedPage.class);
    }

    @Deployment(name = "two", order = 2, testable = false)
    static WebArchive two() {
        return war("two", ConvergedServlet.class, ConvergedPage.class);
    }

    @Deployment(name = "plain", order = 3, testable = false)
    static WebArchive plain() {
        return ShrinkWrap.create(WebArchive.class, "plain.war").addClass(PlainPage.class);
    }

    @Test
    @Proves(value = "JSR 289 13.5", negative = true)
    void keyOfAnotherApplicationLeadsNowhere() {
        Browser browser = new Browser("one");
        String url = new Browser("two").page("key", browser.url("own"));
        String own = browser.text(url);
        assertThat(own).endsWith("one");
        assertThat(browser.page("known", own)).isEqualTo("true");
        assertThat(new Browser("two").page("known", own)).isEqualTo("false");
    }

    @Test
    @Proves(value = "JSR 289 13.4", negative = true)
    void webApplicationWithoutSipHasTheSessionsThatItAlwaysHad() {
        assertThat(new Browser("plain").page("type")).isEqualTo("io.undertow.servlet.spec.HttpSessionImpl");
    }
}
