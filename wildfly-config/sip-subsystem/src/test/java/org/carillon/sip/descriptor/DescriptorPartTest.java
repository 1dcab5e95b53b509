// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DescriptorPartTest {
    private static final ServletEntry A = new ServletEntry("a", "x.A", -1, Map.of());
    private static final ServletEntry B = new ServletEntry("b", "x.B", -1, Map.of());

    private static DescriptorPart part(@Nullable String name, @Nullable String main, ServletEntry... servlets) {
        return new DescriptorPart(
                name, List.of(servlets), main, List.of(), List.of(), Map.of(), null, null, null, null);
    }

    @Test
    void fileWinsOverAnnotations() {
        var fromFile = new ServletEntry("a", "x.A", 1, Map.of("k", "v"));

        var joined = part("file", null, fromFile).over(part("annotation", "b", A, B), "war");

        assertThat(joined.name()).isEqualTo("file");
        assertThat(joined.servlets()).containsExactly(fromFile, B);
        assertThat(joined.mainServlet()).isEqualTo("b");
    }

    @Test
    void silentSourcesGiveTheDefaults() {
        var joined = DescriptorPart.NONE.over(part(null, null, A), "war");

        assertThat(joined.name()).isEqualTo("war");
        assertThat(joined.sessionMinutes()).isEqualTo(3);
        assertThat(joined.proxySeconds()).isEqualTo(180);
    }

    @Test
    void concurrencyIsLeftToTheOperatorWhenNobodySpeaksOfIt() {
        assertThat(DescriptorPart.NONE.over(part(null, null, A), "war").concurrency())
                .isNull();
    }

    @Test
    void onlyServletIsTheMainServlet() {
        assertThat(DescriptorPart.NONE.over(part(null, null, A), "war").mainServlet())
                .isEqualTo("a");
        assertThat(DescriptorPart.NONE.over(part(null, null, A, B), "war").mainServlet())
                .isNull();
    }

    @Test
    void unknownMainServletIsRefused() {
        assertThatThrownBy(() -> DescriptorPart.NONE.over(part("app", "c", A), "war"))
                .hasMessageContaining("CARSIP0014")
                .hasMessageContaining("no servlet c");
    }

    @Test
    void servletThatIsAlsoAListenerIsOneComponent() {
        var part = new DescriptorPart(
                null, List.of(A), null, List.of(), List.of("x.A", "x.L"), Map.of(), null, null, null, null);

        assertThat(part.over(DescriptorPart.NONE, "war").componentClasses()).containsExactly("x.A", "x.L");
    }
}
