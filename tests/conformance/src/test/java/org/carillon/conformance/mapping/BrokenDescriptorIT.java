// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.mapping;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSR 289 chapters 7 and 19: what is wrong with an application is said when it is deployed. */
@SuppressWarnings("NullAway.Init")
class BrokenDescriptorIT extends OnTheServer {
    @ArquillianResource
    private Deployer deployer;

    private static WebArchive broken(String name, String content) {
        return war(name, NamedServlet.class)
                .addAsWebInfResource(
                        new StringAsset(
                                "<sip-app xmlns='http://www.jcp.org/xml/ns/sipservlet'>\n" + content + "\n</sip-app>"),
                        "sip.xml");
    }

    @Deployment(name = "not-xml", managed = false, testable = false)
    static WebArchive notXml() {
        return broken("not-xml", "<app-name>x</app>");
    }

    @Deployment(name = "unknown-servlet", managed = false, testable = false)
    static WebArchive unknownServlet() {
        return broken(
                "unknown-servlet",
                "<app-name>x</app-name><servlet-selection><main-servlet>none</main-servlet></servlet-selection>");
    }

    @Deployment(name = "unknown-condition", managed = false, testable = false)
    static WebArchive unknownCondition() {
        return broken(
                "unknown-condition",
                "<app-name>x</app-name><servlet-selection><servlet-mapping><servlet-name>a</servlet-name><pattern><like/></pattern>"
                        + "</servlet-mapping></servlet-selection>");
    }

    @Deployment(name = "unknown-variable", managed = false, testable = false)
    static WebArchive unknownVariable() {
        return broken(
                "unknown-variable",
                "<app-name>x</app-name><servlet-selection><servlet-mapping><servlet-name>a</servlet-name><pattern><exists>"
                        + "<var>request.weather</var></exists></pattern></servlet-mapping></servlet-selection>");
    }

    @Deployment(name = "no-class", managed = false, testable = false)
    static WebArchive noClass() {
        return broken(
                "no-class",
                "<app-name>x</app-name><servlet><servlet-name>a</servlet-name><servlet-class>no.such.Servlet</servlet-class>"
                        + "</servlet>");
    }

    @Deployment(name = "no-number", managed = false, testable = false)
    static WebArchive noNumber() {
        return broken(
                "no-number",
                "<app-name>x</app-name><session-config><session-timeout>soon</session-timeout></session-config>");
    }

    @ParameterizedTest
    @CsvSource({
        "not-xml,line 2",
        "unknown-servlet,there is no servlet none",
        "unknown-condition,unknown condition like",
        "unknown-variable,request.weather",
        "no-class,no.such.Servlet",
        "no-number,soon"
    })
    @Proves(value = "JSR 289 19.3", negative = true)
    void brokenDescriptorIsRefusedWithTheLineOrTheName(String name, String problem) {
        assertThatThrownBy(() -> deployer.deploy(name)).hasMessageContaining(problem);
        peer.call("anybody").send("OPTIONS").expect(503);
    }
}
