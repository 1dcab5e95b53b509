// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import org.carillon.sip.container.ListeningConnector;
import org.carillon.sip.container.SipContainer;
import org.jboss.as.server.DeploymentProcessorTarget;
import org.jboss.as.server.deployment.Phase;
import org.wildfly.service.descriptor.NullaryServiceDescriptor;
import org.wildfly.service.descriptor.UnaryServiceDescriptor;

/** Adds the processors to the server's deployment chain. */
public final class SipDeploymentChain {
    /** After the web annotations, which come at 0x0D00. */
    private static final int PARSE = Phase.PARSE_ANNOTATION_WAR + 0x08;

    /** After the web module's own dependencies. */
    private static final int DEPENDENCIES = Phase.DEPENDENCIES_WAR_MODULE + 0x08;

    /** Before annotations are read for injection and before CDI looks at the components. */
    private static final int POST_MODULE = Phase.POST_MODULE_INJECTION_ANNOTATION - 0x08;

    private SipDeploymentChain() {}

    /**
     * Registers the processors.
     *
     * @param subsystem its name
     * @param container where the container's service is found
     * @param connectors how the connectors' services are named
     */
    public static void contribute(
            DeploymentProcessorTarget target,
            String subsystem,
            NullaryServiceDescriptor<SipContainer> container,
            UnaryServiceDescriptor<ListeningConnector> connectors) {
        target.addDeploymentProcessor(subsystem, Phase.PARSE, PARSE, new SipParsingProcessor());
        target.addDeploymentProcessor(
                subsystem, Phase.DEPENDENCIES, DEPENDENCIES, new SipDependencyProcessor(container, connectors));
        target.addDeploymentProcessor(subsystem, Phase.POST_MODULE, POST_MODULE, new SipComponentProcessor());
    }
}
