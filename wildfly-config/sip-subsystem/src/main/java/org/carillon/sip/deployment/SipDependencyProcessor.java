// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import java.util.List;
import org.carillon.sip.container.ListeningConnector;
import org.carillon.sip.container.SipContainer;
import org.jboss.as.controller.ServiceNameFactory;
import org.jboss.as.server.deployment.AttachmentKey;
import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.server.deployment.module.ModuleDependency;
import org.jboss.modules.Module;
import org.jboss.modules.filter.PathFilters;
import org.jboss.msc.service.ServiceName;
import org.wildfly.service.descriptor.NullaryServiceDescriptor;
import org.wildfly.service.descriptor.UnaryServiceDescriptor;

/**
 * Phase DEPENDENCIES: lets an EAR with a SIP application, and each of its parts, see the SIP API, and makes the
 * application wait for the container.
 *
 * <p>Only the SIP packages are let through: a dependency's classes go before the deployment's own, and the module also
 * holds libraries of which an application may bring another version.
 */
final class SipDependencyProcessor implements DeploymentUnitProcessor {
    static final AttachmentKey<SipContainer> CONTAINER = AttachmentKey.create(SipContainer.class);

    private static final String MODULE = "org.carillon.sip";
    private static final List<String> VISIBLE = List.of("javax/servlet/sip", "javax/sip", "org/mobicents", "gov/nist");

    private final NullaryServiceDescriptor<SipContainer> container;
    private final ServiceName connectors;

    SipDependencyProcessor(
            NullaryServiceDescriptor<SipContainer> container, UnaryServiceDescriptor<ListeningConnector> connectors) {
        this.container = container;
        this.connectors = ServiceNameFactory.parseServiceName(connectors.getName());
    }

    @Override
    public void deploy(DeploymentPhaseContext phase) {
        var unit = phase.getDeploymentUnit();
        if (!SipDeployment.containsSip(unit)) {
            return;
        }
        var dependency = ModuleDependency.Builder.of(Module.getBootModuleLoader(), MODULE)
                .setReason("SIP application")
                .build();
        VISIBLE.forEach(path -> dependency.addImportFilter(PathFilters.isOrIsChildOf(path), true));
        dependency.addImportFilter(PathFilters.acceptAll(), false);
        unit.getAttachment(Attachments.MODULE_SPECIFICATION).addSystemDependency(dependency);
        if (SipDeployment.descriptor(unit) != null) {
            phase.addDeploymentDependency(ServiceNameFactory.resolveServiceName(container), CONTAINER);
            dependOnConnectors(phase);
        }
    }

    /**
     * Makes the application start after the ports are open and stop while they still are, so that it knows its
     * addresses from the beginning and can end its calls. Until it has started, calls get 503.
     */
    private void dependOnConnectors(DeploymentPhaseContext phase) {
        phase.getServiceRegistry().getServiceNames().stream()
                .filter(connectors::isParentOf)
                .forEach(name -> phase.addToAttachmentList(Attachments.NEXT_PHASE_DEPS, name));
    }
}
