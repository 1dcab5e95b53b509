// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** JSR 289 chapter 16: the rules of sip.xml choose the servlet. */
class MappingIT extends OnTheServer {
    @Deployment(testable = false)
    static WebArchive application() {
        return war("mapping", NamedServlet.class, AnnotatedServlet.class)
                .addAsWebInfResource(new StringAsset(descriptor()), "sip.xml");
    }

    private static String servlet(String name) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + NamedServlet.class.getName()
                + "</servlet-class><init-param><param-name>own</param-name><param-value>of-" + name
                + "</param-value></init-param></servlet>";
    }

    private static String mapping(String name, String rule) {
        return "<servlet-mapping><servlet-name>" + name + "</servlet-name><pattern>" + rule
                + "</pattern></servlet-mapping>";
    }

    private static String equal(String variable, String value) {
        return "<equal><var>" + variable + "</var><value>" + value + "</value></equal>";
    }

    private static String descriptor() {
        return "<sip-app xmlns='http://www.jcp.org/xml/ns/sipservlet' version='1.1'><app-name>mapping</app-name>"
                + "<context-param><param-name>shared</param-name><param-value>all</param-value></context-param>"
                + servlet("equals") + servlet("ignores-case") + servlet("contains") + servlet("subdomain")
                + servlet("exists") + servlet("and") + servlet("or") + servlet("not") + servlet("parameter")
                + servlet("display") + servlet("telephone") + servlet("port") + servlet("scheme") + servlet("first")
                + servlet("second") + "<servlet-selection>"
                + mapping("equals", equal("request.uri.user", "alice"))
                + mapping(
                        "ignores-case",
                        "<equal ignore-case='true'><var>request.uri.user</var><value>BOB</value></equal>")
                + mapping("contains", "<contains><var>request.uri.user</var><value>arol</value></contains>")
                + mapping(
                        "subdomain",
                        "<subdomain-of><var>request.to.uri.host</var><value>example.com</value></subdomain-of>")
                + mapping("exists", "<exists><var>request.uri.param.mark</var></exists>")
                + mapping(
                        "and",
                        "<and>" + equal("request.uri.user", "dave") + equal("request.method", "OPTIONS") + "</and>")
                + mapping(
                        "or", "<or>" + equal("request.uri.user", "erin") + equal("request.uri.user", "frank") + "</or>")
                + mapping("parameter", equal("request.uri.param.color", "red"))
                + mapping("display", equal("request.from.display-name", "Grace"))
                + mapping("telephone", "<subdomain-of><var>request.uri.tel</var><value>44</value></subdomain-of>")
                + mapping("scheme", equal("request.from.uri.scheme", "sips"))
                + mapping("first", equal("request.uri.user", "heidi"))
                + mapping("second", equal("request.uri.user", "heidi"))
                + mapping("annotated", equal("request.uri.user", "ivan"))
                + mapping("not", "<not><contains><var>request.uri.user</var><value>nobody</value></contains></not>")
                + "</servlet-selection></sip-app>";
    }

    private String chosen(String user) {
        return peer.call(user).send("OPTIONS").expect(200).require("X-Seen").split(" ", 2)[0];
    }

    @Test
    @Proves("JSR 289 16.2")
    void equalTextMatches() {
        assertThat(chosen("alice")).isEqualTo("equals");
        assertThat(chosen("Alice")).isEqualTo("not");
    }

    @Test
    @Proves("JSR 289 16.2")
    void caseIsIgnoredWhenTheRuleSaysSo() {
        assertThat(chosen("bob")).isEqualTo("ignores-case");
    }

    @Test
    @Proves("JSR 289 16.2")
    void containedTextMatches() {
        assertThat(chosen("carol")).isEqualTo("contains");
    }

    @Test
    @Proves("JSR 289 16.2")
    void domainAndWhatIsBelowItMatch() {
        Call call = peer.call("judy");
        String seen = call.send(call.request("OPTIONS").set("To", "<sip:judy@north.example.com>"))
                .expect(200)
                .require("X-Seen");
        assertThat(seen).startsWith("subdomain ");
        Call other = peer.call("judy");
        assertThat(other.send(other.request("OPTIONS").set("To", "<sip:judy@notexample.com>"))
                        .expect(200)
                        .require("X-Seen"))
                .startsWith("not ");
    }

    @Test
    @Proves("JSR 289 16.2")
    void existingVariableMatches() {
        assertThat(peer.callTo("sip:x@" + peer.server() + ";mark=1")
                        .send("OPTIONS")
                        .expect(200)
                        .require("X-Seen"))
                .startsWith("exists ");
    }

    @Test
    @Proves("JSR 289 16.2")
    void allOfSeveralMustMatch() {
        assertThat(chosen("dave")).isEqualTo("and");
        assertThat(peer.call("dave").send("MESSAGE").expect(200).require("X-Seen"))
                .startsWith("not ");
    }

    @Test
    @Proves("JSR 289 16.2")
    void oneOfSeveralIsEnough() {
        assertThat(chosen("erin")).isEqualTo("or");
        assertThat(chosen("frank")).isEqualTo("or");
    }

    @Test
    @Proves("JSR 289 16.2")
    void parameterOfTheUriMatches() {
        assertThat(peer.callTo("sip:x@" + peer.server() + ";color=red")
                        .send("OPTIONS")
                        .expect(200)
                        .require("X-Seen"))
                .startsWith("parameter ");
    }

    @Test
    @Proves("JSR 289 16.2")
    void displayNameMatches() {
        Call call = peer.call("x");
        assertThat(call.send(call.request("OPTIONS")
                                .set("From", "\"Grace\" <" + peer.uri("caller") + ">;tag=" + call.tag()))
                        .expect(200)
                        .require("X-Seen"))
                .startsWith("display ");
    }

    @Test
    @Proves("JSR 289 16.2")
    void telephoneNumberMatchesByItsPrefix() {
        assertThat(peer.callTo("sip:+4420@" + peer.server() + ";user=phone")
                        .send("OPTIONS")
                        .expect(200)
                        .require("X-Seen"))
                .startsWith("telephone ");
    }

    @Test
    @Proves("JSR 289 16.2")
    void firstMatchingRuleWins() {
        assertThat(chosen("heidi")).isEqualTo("first");
    }

    @Test
    @Proves(value = "JSR 289 16.2", negative = true)
    void requestThatNoRuleMatchesIsRefused() {
        peer.call("nobody").send("OPTIONS").expect(404);
    }

    @Test
    @Proves("JSR 289 16.1")
    void laterRequestsGoToTheServletThatWasChosen() {
        Call call = peer.call("alice");
        call.establish();
        assertThat(call.send("INFO").expect(200).require("X-Seen")).startsWith("equals ");
        assertThat(call.hangUp().require("X-Seen")).startsWith("equals ");
    }

    @Test
    @Proves("JSR 289 19.3")
    void initAndContextParametersAreThoseOfTheDescriptor() {
        assertThat(peer.call("alice").send("OPTIONS").expect(200).header("X-Seen"))
                .isEqualTo("equals of-equals all");
    }

    @Test
    @Proves("JSR 289 19.4")
    void servletOfAnAnnotationCanBeMappedInTheDescriptor() {
        assertThat(chosen("ivan")).isEqualTo("annotated");
    }
}
