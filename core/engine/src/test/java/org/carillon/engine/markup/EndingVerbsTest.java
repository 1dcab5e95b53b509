// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.clean;
import static org.carillon.engine.markup.Reading.warned;

import java.util.List;
import org.carillon.engine.markup.value.Parameter;
import org.carillon.engine.markup.verb.Hangup;
import org.carillon.engine.markup.verb.Redirect;
import org.carillon.engine.markup.verb.Reject;
import org.carillon.engine.webhooks.HttpMethod;
import org.junit.jupiter.api.Test;

/** Redirect, Reject and Hangup: after them nothing of the document runs. */
class EndingVerbsTest {

    @Test
    void redirectIsPostedUnlessItSaysOtherwise() {
        assertThat(clean(Redirect.class, "<Redirect>../next</Redirect>"))
                .isEqualTo(new Redirect("../next", HttpMethod.POST));
        assertThat(clean(Redirect.class, "<Redirect method=\"GET\">/a</Redirect>")
                        .method())
                .isEqualTo(HttpMethod.GET);
    }

    @Test
    void redirectWithoutAnAddressGoesToTheCurrentDocument() {
        assertThat(clean(Redirect.class, "<Redirect/>").url()).isEmpty();
    }

    @Test
    void redirectGoesWhereItIsWritten() {
        assertThat(clean(Redirect.class, "<Redirect>/go there?a={b}|c</Redirect>")
                        .url())
                .isEqualTo("/go there?a={b}|c");
    }

    @Test
    void invalidMethodOfARedirectBecomesPost() {
        assertThat(warned(Redirect.class, "<Redirect method=\"HEAD\">/a</Redirect>", 13710)
                        .method())
                .isEqualTo(HttpMethod.POST);
    }

    @Test
    void rejectSaysNotInServiceUnlessItSaysBusy() {
        assertThat(clean(Reject.class, "<Reject/>")).isEqualTo(new Reject(Reject.Reason.REJECTED, List.of()));
        assertThat(clean(Reject.class, "<Reject reason=\"rejected\"/>").reason())
                .isEqualTo(Reject.Reason.REJECTED);
        assertThat(clean(Reject.class, "<Reject reason=\"busy\"/>").reason()).isEqualTo(Reject.Reason.BUSY);
    }

    @Test
    void invalidReasonBecomesRejected() {
        assertThat(warned(Reject.class, "<Reject reason=\"Busy\"/>", 13810).reason())
                .isEqualTo(Reject.Reason.REJECTED);
    }

    @Test
    void parametersAreKeptWithAWarning() {
        assertThat(warned(Hangup.class, "<Hangup><Parameter name=\"a\" value=\"b\"/></Hangup>", 12290)
                        .parameters())
                .containsExactly(new Parameter("a", "b"));
        assertThat(warned(Reject.class, "<Reject><Parameter name=\"a\" value=\"b\"/></Reject>", 12290)
                        .parameters())
                .containsExactly(new Parameter("a", "b"));
    }

    @Test
    void parameterWithoutANameIsLeftOut() {
        assertThat(warned(Hangup.class, "<Hangup><Parameter value=\"b\"/></Hangup>", 12200)
                        .parameters())
                .isEmpty();
    }

    @Test
    void hangupNeedsNothing() {
        assertThat(clean(Hangup.class, "<Hangup/>")).isEqualTo(new Hangup(List.of()));
    }
}
