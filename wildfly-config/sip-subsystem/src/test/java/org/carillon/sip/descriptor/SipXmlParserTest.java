// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipXmlParserTest {
    private static DescriptorPart parse(String content) {
        return SipXmlParser.parse(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static DescriptorPart application(String content) {
        return parse("<sip-app xmlns=\"http://www.jcp.org/xml/ns/sipservlet\">\n" + content + "</sip-app>");
    }

    @Test
    void everyCommonElementIsRead() {
        var part = application("""
                <app-name>demo</app-name>
                <display-name><x/>passed over</display-name>
                <context-param><param-name>c</param-name><param-value>1</param-value></context-param>
                <listener><listener-class>a.Listener</listener-class></listener>
                <servlet-selection><main-servlet>first</main-servlet></servlet-selection>
                <servlet>
                  <servlet-name>first</servlet-name>
                  <servlet-class>a.First</servlet-class>
                  <init-param><param-name>i</param-name><param-value>2</param-value></init-param>
                  <load-on-startup>3</load-on-startup>
                </servlet>
                <proxy-config><proxy-timeout>40</proxy-timeout></proxy-config>
                <session-config><session-timeout>0</session-timeout></session-config>
                """);

        assertThat(part)
                .isEqualTo(new DescriptorPart(
                        "demo",
                        List.of(new ServletEntry("first", "a.First", 3, Map.of("i", "2"))),
                        "first",
                        List.of(),
                        List.of("a.Listener"),
                        Map.of("c", "1"),
                        0,
                        40,
                        null,
                        null));
    }

    @Test
    void concurrencyControlIsRead() {
        assertThat(application("<concurrency-control-mode>SipSession</concurrency-control-mode>")
                        .concurrency())
                .isEqualTo(ConcurrencyMode.SIP_SESSION);
        assertThatThrownBy(() -> application("<concurrency-control-mode>Thread</concurrency-control-mode>"))
                .hasMessageContaining("CARSIP0011")
                .hasMessageContaining("concurrency control Thread");
    }

    @Test
    void mappingBecomesATreeOfRules() {
        var part = application("""
                <servlet-mapping>
                  <servlet-name>s</servlet-name>
                  <pattern>
                    <and>
                      <equal ignore-case="true"><var>request.method</var><value>invite</value></equal>
                      <or>
                        <exists><var>request.from.display-name</var></exists>
                        <contains><var>request.to.uri.user</var><value>12</value></contains>
                        <not><subdomain-of><var>request.uri.host</var><value>example.com</value></subdomain-of></not>
                      </or>
                    </and>
                  </pattern>
                </servlet-mapping>
                """);

        assertThat(part.mappings())
                .containsExactly(new MappingEntry(
                        "s",
                        new Rule.And(List.of(
                                new Rule.Equal(RequestVariable.parse("request.method"), "invite", true),
                                new Rule.Or(List.of(
                                        new Rule.Exists(RequestVariable.parse("request.from.display-name")),
                                        new Rule.Contains(RequestVariable.parse("request.to.uri.user"), "12", false),
                                        new Rule.Not(new Rule.SubdomainOf(
                                                RequestVariable.parse("request.uri.host"), "example.com"))))))));
    }

    @Test
    void securityIsRead() {
        var security = application("""
                <security-constraint>
                  <resource-collection>
                    <resource-name>calls</resource-name>
                    <servlet-name>first</servlet-name>
                    <sip-method>invite</sip-method>
                  </resource-collection>
                  <proxy-authentication/>
                  <auth-constraint><role-name>caller</role-name></auth-constraint>
                  <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
                </security-constraint>
                <security-constraint>
                  <resource-collection><resource-name>rest</resource-name></resource-collection>
                </security-constraint>
                <login-config><auth-method>DIGEST</auth-method><realm-name>phones</realm-name></login-config>
                """).security();

        assertThat(security)
                .isEqualTo(new SecurityPart(
                        List.of(
                                new SecurityConstraint(
                                        List.of(new SecurityConstraint.Resource(Set.of("first"), Set.of("INVITE"))),
                                        Set.of("caller"),
                                        true,
                                        true),
                                new SecurityConstraint(
                                        List.of(new SecurityConstraint.Resource(Set.of(), Set.of())),
                                        null,
                                        false,
                                        false)),
                        "phones"));
        assertThat(security.asksForUsers()).isTrue();
    }

    @Test
    void constraintForAnUnknownServletIsRefused() {
        var part = application("""
                <servlet><servlet-name>first</servlet-name><servlet-class>a.First</servlet-class></servlet>
                <security-constraint>
                  <resource-collection><servlet-name>frist</servlet-name></resource-collection>
                </security-constraint>
                """);

        assertThatThrownBy(() -> part.over(DescriptorPart.NONE, "demo")).hasMessageContaining("frist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <servlet><servlet-name>s</servlet-name></servlet> | servlet-class
            <listener/> | listener-class
            <servlet-mapping><servlet-name>s</servlet-name></servlet-mapping> | pattern
            <servlet-mapping><pattern><like/></pattern></servlet-mapping> | unknown condition like
            <servlet-mapping><pattern><exists><var>request.body</var></exists></pattern></servlet-mapping> | request.body
            <servlet-mapping><pattern/></servlet-mapping> | exactly one
            <session-config><session-timeout>soon</session-timeout></session-config> | soon
            <security-constraint><auth-constraint/></security-constraint> | resource-collection
            <security-constraint><user-data-constraint><transport-guarantee>ALL</transport-guarantee></user-data-constraint></security-constraint> | ALL
            <login-config><auth-method>BASIC</auth-method></login-config> | DIGEST, not BASIC
            """)
    void mistakeIsReportedWithItsLine(String content, String problem) {
        assertThatThrownBy(() -> application(content))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("line 2");
    }

    @Test
    void brokenXmlIsReportedWithItsLine() {
        assertThatThrownBy(() -> parse("<sip-app>\n<app-name></sip-app>")).hasMessageContaining("line 2");
    }

    @Test
    void anotherDocumentIsRefused() {
        assertThatThrownBy(() -> parse("<web-app/>")).hasMessageContaining("sip-app, not web-app");
    }

    @Test
    void externalEntityIsNotRead() {
        assertThatThrownBy(() -> parse("<!DOCTYPE sip-app [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<sip-app><app-name>&x;</app-name></sip-app>"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
