// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.header.AuthenticationHeader;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.Header;
import org.carillon.sip.security.DigestAuthentication.Proved;
import org.carillon.sip.security.DigestAuthentication.Unproved;
import org.carillon.sip.security.Users.User;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** The one side against the other, and both against the examples of RFC 7616. */
class DigestAuthenticationTest {
    private final Users users = (name, realm, algorithm) -> name.equals("alice")
            ? new User(name, algorithm.hash(name + ':' + realm + ":secret"), Set.of("caller"))
            : null;
    private final DigestAuthentication authentication = new DigestAuthentication(users, Clock.systemUTC());
    private final DigestAnswers answers = new DigestAnswers();

    @BeforeAll
    static void headerFactory() throws PeerUnavailableException {
        SipFactoryImpl.headerFactory = SipFactory.getInstance().createHeaderFactory();
    }

    private static Header challenge(String value) throws ParseException {
        return SipFactoryImpl.headerFactory.createHeader("WWW-Authenticate", value);
    }

    private AuthorizationHeader answer(Header challenge, String user, String password, int count) {
        return answers.getAuthorizationHeader(
                "INVITE",
                "sip:bob@example.com",
                "",
                challenge,
                user,
                password,
                ((AuthenticationHeader) challenge).getNonce(),
                count);
    }

    private Header fresh(int which) throws ParseException {
        return challenge(authentication.challenges("phones", false).get(which));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rightPasswordProvesTheUserWithBothAlgorithms(int which) throws ParseException {
        var result = authentication.check(List.of(answer(fresh(which), "alice", "secret", 1)), "INVITE", "phones");

        assertThat(result).isEqualTo(new Proved(new Caller("alice", Set.of("caller"))));
    }

    @Test
    void betterAlgorithmIsOfferedFirst() {
        var offered = authentication.challenges("phones", false);

        assertThat(offered.get(0)).contains("algorithm=SHA-256").contains("qop=\"auth\"");
        assertThat(offered.get(1)).contains("algorithm=MD5");
    }

    @Test
    void replayedAnswerIsStale() throws ParseException {
        var answer = answer(fresh(0), "alice", "secret", 1);
        authentication.check(List.of(answer), "INVITE", "phones");

        assertThat(authentication.check(List.of(answer), "INVITE", "phones")).isEqualTo(new Unproved(true));
        assertThat(authentication.challenges("phones", true)).allMatch(value -> value.contains("stale=true"));
    }

    @ParameterizedTest
    @CsvSource({"alice,wrong", "bob,secret", "'',''"})
    void wrongPasswordAndUnknownUserAreUnproved(String user, String password) throws ParseException {
        assertThat(authentication.check(List.of(answer(fresh(0), user, password, 1)), "INVITE", "phones"))
                .isEqualTo(new Unproved(false));
    }

    @Test
    void answerForAnotherMethodIsUnproved() throws ParseException {
        assertThat(authentication.check(List.of(answer(fresh(0), "alice", "secret", 1)), "BYE", "phones"))
                .isEqualTo(new Unproved(false));
    }

    @Test
    void answerForAnotherRealmIsPassedOver() throws ParseException {
        var other = answer(
                challenge("Digest realm=\"other\",nonce=\"1\",qop=\"auth\",algorithm=SHA-256"), "alice", "secret", 1);

        assertThat(authentication.check(List.of(other), "INVITE", "phones")).isEqualTo(new Unproved(false));
        assertThat(authentication.check(List.of(other, answer(fresh(0), "alice", "secret", 1)), "INVITE", "phones"))
                .isInstanceOf(Proved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest username=\"alice\",realm=\"phones\"",
                "Digest username=\"alice\",realm=\"phones\",nonce=\"x\",uri=\"sip:a\",response=\"0\"",
                "Digest username=\"alice\",realm=\"phones\",nonce=\"x\",uri=\"sip:a\",response=\"0\",qop=auth,cnonce=\"1\",nc=1",
                "Digest username=\"alice\",realm=\"phones\",nonce=\"x\",uri=\"sip:a\",response=\"0\",qop=auth,cnonce=\"1\","
                        + "nc=00000001,algorithm=SHA-1",
                "Basic YWxpY2U6c2VjcmV0"
            })
    void incompleteAnswerIsUnproved(String value) throws ParseException {
        var header = (AuthorizationHeader) SipFactoryImpl.headerFactory.createHeader("Authorization", value);

        assertThat(authentication.check(List.of(header), "INVITE", "phones")).isEqualTo(new Unproved(false));
    }

    @Test
    void proofIsThatOfTheExampleInRfc7616() {
        var credentials = new DigestCredentials(
                "Mufasa",
                DigestAlgorithm.SHA_256,
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                1,
                "00000001",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "/dir/index.html",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");

        assertThat(credentials.isProof(
                        DigestAlgorithm.SHA_256.hash("Mufasa:http-auth@example.org:Circle of Life"), "GET"))
                .isTrue();
    }

    @Test
    void challengeOfTheProxyIsAnsweredToTheProxy() throws ParseException {
        var challenge = SipFactoryImpl.headerFactory.createHeader(
                "Proxy-Authenticate", "Digest realm=\"trunk\",nonce=\"abc\",opaque=\"xyz\"");
        var answer = answer(challenge, "alice", "secret", 1);

        assertThat(answer.getName()).isEqualTo("Proxy-Authorization");
        assertThat(answer.getOpaque()).isEqualTo("xyz");
        // RFC 2069: without qop there is neither a count nor a nonce of the client.
        assertThat(answer.getCNonce()).isNull();
        assertThat(answer.getResponse())
                .isEqualTo(DigestAlgorithm.MD5.hash(DigestAlgorithm.MD5.hash("alice:trunk:secret") + ":abc:"
                        + DigestAlgorithm.MD5.hash("INVITE:sip:bob@example.com")));
    }

    @Test
    void usesOfOneNonceAreCountedFromOne() throws ParseException {
        var challenge = fresh(0);

        assertThat(answer(challenge, "alice", "secret", 77).getNonceCount()).isEqualTo(1);
        assertThat(answer(challenge, "alice", "secret", 77).getNonceCount()).isEqualTo(2);
        assertThat(answer(fresh(0), "alice", "secret", 77).getNonceCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=\"a\",nonce=\"b\",algorithm=SHA-512",
                "Digest realm=\"a\",nonce=\"b\",qop=\"auth-int\""
            })
    void unknownChallengeIsRefused(String value) {
        assertThatThrownBy(() -> answer(challenge(value), "alice", "secret", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretIsNotPartOfTheText() {
        assertThat(new User("alice", "0123abcd", Set.of()).toString()).doesNotContain("0123abcd");
    }
}
