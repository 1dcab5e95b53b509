// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.carillon.engine.errors.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @Test
    void escapesPlusAndUtf8AreDecoded() {
        Parameters parameters = Parameters.parse("To=%2B49+30&Name=S%C3%B6hne&Direct=Söhne&StartTime%3E=x=y&Flag&=z");

        assertThat(parameters.first("To")).hasValue("+49 30");
        assertThat(parameters.first("Name")).hasValue("Söhne");
        assertThat(parameters.first("Direct")).hasValue("Söhne");
        assertThat(parameters.first("StartTime>")).hasValue("x=y");
        assertThat(parameters.first("Flag")).hasValue("");
        assertThat(parameters.first("Missing")).isEmpty();
    }

    @Test
    void emojiOutsideTheBasicPlaneSurvives() {
        assertThat(Parameters.parse("a=%F0%9F%94%94").first("a")).hasValue("\uD83D\uDD14");
        assertThat(Parameters.parse("a=\uD83D\uDD14").first("a")).hasValue("\uD83D\uDD14");
    }

    @Test
    void repeatedNamesKeepAllValuesAndTheFirstCounts() {
        Parameters parameters = Parameters.parse("PageSize=2&PageSize=3");

        assertThat(parameters.number("PageSize")).hasValue(2);
        assertThat(parameters.all("PageSize")).containsExactly("2", "3");
    }

    @Test
    void emptyValueIsThereButIsNoText() {
        Parameters parameters = Parameters.parse("VoiceUrl=&Name=+");

        assertThat(parameters.has("VoiceUrl")).isTrue();
        assertThat(parameters.text("VoiceUrl")).isEmpty();
        assertThat(parameters.text("Name")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4x", "%zz=1", "a=%C3", "a=%00", "a=%ED%A0%80"})
    void brokenTextIsRefused(String text) {
        assertThatThrownBy(() -> Parameters.parse(text)).isInstanceOf(ApiException.class);
    }

    @Test
    void tooManyParametersAreRefused() {
        assertThat(Parameters.parse("a=1&".repeat(1_000)).all("a")).hasSize(1_000);
        assertThatThrownBy(() -> Parameters.parse("a=1&".repeat(1_001))).isInstanceOf(ApiException.class);
    }

    @Test
    void flagsAndNumbersAreCheckedByName() {
        Parameters parameters = Parameters.parse("Yes=TRUE&No=false&Odd=yes&N=12a&Big=99999999999");

        assertThat(parameters.flag("Yes")).hasValue(true);
        assertThat(parameters.flag("No")).hasValue(false);
        assertThat(parameters.flag("None")).isEmpty();
        assertThatThrownBy(() -> parameters.flag("Odd")).hasMessageContaining("Odd");
        assertThatThrownBy(() -> parameters.number("N")).hasMessageContaining("N");
        assertThatThrownBy(() -> parameters.number("Big")).isInstanceOf(ApiException.class);
    }

    @Test
    void digestTellsRequestsApartAndHidesTheirValues() {
        assertThat(Parameters.parse("a=1").digest())
                .isEqualTo(Parameters.parse("a=1").digest());
        assertThat(Parameters.parse("a=1").digest())
                .isNotEqualTo(Parameters.parse("a=2").digest());
        assertThat(Parameters.parse("Password=secret").toString()).doesNotContain("secret");
    }
}
