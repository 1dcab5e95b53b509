// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.URI;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mobicents.servlet.sip.address.AddressImpl.ModifiableRule;
import org.mobicents.servlet.sip.address.SipURIImpl;
import org.mobicents.servlet.sip.address.TelURLImpl;

class RuleTest {
    private static SipServletRequest request = request(Map.of());

    @BeforeAll
    static void makeRequest() throws Exception {
        var from = (Address) fake(
                Address.class, Map.of("getURI", uri("tel:+442079460958"), "getDisplayName", "Alice", "toString", "x"));
        var to = (Address)
                fake(Address.class, Map.of("getURI", uri("sip:+4930@Sub.Example.com:5070;user=phone;color=red")));
        request = request(Map.of(
                "getMethod", "INVITE", "getRequestURI", uri("sips:bob@example.com"), "getFrom", from, "getTo", to));
    }

    private static SipServletRequest request(Map<String, Object> answers) {
        return (SipServletRequest) fake(SipServletRequest.class, answers);
    }

    private static Object fake(Class<?> type, Map<String, Object> answers) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName()));
    }

    private static URI uri(String text) throws ParseException, PeerUnavailableException {
        var uri = SipFactory.getInstance().createAddressFactory().createURI(text);
        return uri instanceof javax.sip.address.SipURI sip
                ? new SipURIImpl(sip, ModifiableRule.NotModifiable)
                : new TelURLImpl((javax.sip.address.TelURL) uri);
    }

    @ParameterizedTest
    @CsvSource({
        "request.method, INVITE",
        "request.uri.scheme, sips",
        "request.uri.user, bob",
        "request.uri.host, example.com",
        "request.uri.port, 5061",
        "request.from.display-name, Alice",
        "request.from.uri.scheme, tel",
        "request.from.uri.tel, 442079460958",
        "request.to.uri.tel, 4930",
        "request.to.uri.port, 5070",
        "request.to.uri.param.color, red"
    })
    void variableReadsItsPartOfTheRequest(String name, String value) {
        var variable = RequestVariable.parse(name);

        assertThat(variable.of(request)).isEqualTo(value);
        assertThat(new Rule.Equal(variable, value, false).matches(request)).isTrue();
        assertThat(new Rule.Exists(variable).matches(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request.route", "request.uri.tel", "request.from.uri.host", "request.to.uri.param.size"})
    void absentVariableMeetsNothing(String name) {
        var variable = RequestVariable.parse(name);

        assertThat(new Rule.Exists(variable).matches(request)).isFalse();
        assertThat(new Rule.Equal(variable, "", true).matches(request)).isFalse();
        assertThat(new Rule.Contains(variable, "", true).matches(request)).isFalse();
        assertThat(new Rule.SubdomainOf(variable, "").matches(request)).isFalse();
    }

    @Test
    void telephoneUriWithoutAUserHasNoNumber() throws Exception {
        var nobody = request(Map.of("getRequestURI", uri("sip:example.com;user=phone")));

        assertThat(new Rule.Exists(RequestVariable.parse("request.uri.tel")).matches(nobody))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "request.", "request.uri.param", "request.from.name", "request.method.x"})
    void unknownVariableIsRefused(String name) {
        assertThatThrownBy(() -> RequestVariable.parse(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "request.to.uri.host, example.com, true",
        "request.to.uri.host, SUB.example.com, true",
        "request.to.uri.host, ample.com, false",
        "request.to.uri.tel, +49, true",
        "request.to.uri.tel, 49, true",
        "request.to.uri.tel, 30, false"
    })
    void subdomainIsTheDomainOrBelowIt(String name, String value, boolean expected) {
        assertThat(new Rule.SubdomainOf(RequestVariable.parse(name), value).matches(request))
                .isEqualTo(expected);
    }

    @Test
    void caseCountsUnlessItIsIgnored() {
        var method = RequestVariable.parse("request.method");

        assertThat(new Rule.Equal(method, "invite", false).matches(request)).isFalse();
        assertThat(new Rule.Equal(method, "invite", true).matches(request)).isTrue();
        assertThat(new Rule.Contains(method, "vit", false).matches(request)).isFalse();
        assertThat(new Rule.Contains(method, "vit", true).matches(request)).isTrue();
    }

    @Test
    void rulesCombine() {
        var yes = new Rule.Exists(RequestVariable.parse("request.method"));
        var no = new Rule.Not(yes);

        assertThat(new Rule.And(List.of(yes, yes)).matches(request)).isTrue();
        assertThat(new Rule.And(List.of(yes, no)).matches(request)).isFalse();
        assertThat(new Rule.Or(List.of(no, yes)).matches(request)).isTrue();
        assertThat(new Rule.Or(List.of(no, no)).matches(request)).isFalse();
    }
}
