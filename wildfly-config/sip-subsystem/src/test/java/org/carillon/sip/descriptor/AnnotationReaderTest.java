// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.annotation.SipApplicationKey;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

class AnnotationReaderTest {
    @SipServlet
    static class Unnamed extends javax.servlet.sip.SipServlet {
        private static final long serialVersionUID = 1L;
    }

    @SipServlet(name = "chosen", loadOnStartup = 2, applicationName = "of the servlet")
    static class Named extends javax.servlet.sip.SipServlet {
        private static final long serialVersionUID = 1L;
    }

    @SipListener
    static class Listener implements TimerListener {
        @Override
        public void timeout(ServletTimer timer) {}

        @SipApplicationKey
        public static String key(SipServletRequest request) {
            return request.getCallId();
        }
    }

    private static DescriptorPart read(Class<?>... types) throws IOException {
        return AnnotationReader.read(List.of(Index.of(types)));
    }

    @Test
    void everyAnnotationIsRead() throws Exception {
        var application = Class.forName("org.carillon.sip.descriptor.annotated.package-info");

        var part = read(Unnamed.class, Named.class, Listener.class, application);

        assertThat(part.name()).isEqualTo("whole");
        assertThat(part.mainServlet()).isEqualTo("chosen");
        assertThat(part.sessionMinutes()).isEqualTo(9);
        assertThat(part.proxySeconds()).isEqualTo(8);
        assertThat(part.listeners()).containsExactly(Listener.class.getName());
        assertThat(part.keyClass()).isEqualTo(Listener.class.getName());
        assertThat(part.keyMethod()).isEqualTo("key");
        assertThat(part.concurrency()).isEqualTo(ConcurrencyMode.SIP_APPLICATION_SESSION);
        assertThat(part.servlets())
                .containsExactlyInAnyOrder(
                        new ServletEntry("Unnamed", Unnamed.class.getName(), -1, Map.of()),
                        new ServletEntry("chosen", Named.class.getName(), 2, Map.of()));
    }

    @Test
    void applicationNameOfAServletCountsWhenTheApplicationHasNone() throws IOException {
        assertThat(read(Named.class).name()).isEqualTo("of the servlet");
    }

    @Test
    void classesWithoutSipAnnotationsMakeNoApplication() throws IOException {
        assertThat(read(AnnotationReaderTest.class).isEmpty()).isTrue();
    }
}
