// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;
import org.carillon.sip.application.ThreadScope;
import org.carillon.sip.descriptor.SipDescriptor;
import org.jboss.as.ee.component.Attachments;
import org.jboss.as.ee.component.BindingConfiguration;
import org.jboss.as.ee.component.ComponentDescription;
import org.jboss.as.ee.component.ComponentRegistry;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.web.common.WebComponentDescription;
import org.wildfly.extension.undertow.deployment.UndertowAttachments;

/**
 * Phase POST_MODULE: makes every SIP servlet and listener a component, so that the server injects into it, offers the
 * SIP resources for injection, and ties the application's start and stop to the web application's.
 */
final class SipComponentProcessor implements DeploymentUnitProcessor {
    @Override
    public void deploy(DeploymentPhaseContext phase) {
        var unit = phase.getDeploymentUnit();
        var descriptor = SipDeployment.descriptor(unit);
        if (descriptor == null) {
            return;
        }
        addComponents(unit, descriptor);
        SipDeploymentModel.describe(unit, descriptor);
        var application = newHandle(unit, descriptor);
        offer(unit, descriptor, SipFactory.class, () -> application.context().getSipFactoryFacade());
        offer(
                unit,
                descriptor,
                SipSessionsUtil.class,
                () -> application.context().getSipSessionsUtil());
        offer(unit, descriptor, TimerService.class, () -> application.context().getTimerService());
        unit.addToAttachmentList(
                UndertowAttachments.UNDERTOW_SERVLET_EXTENSIONS, new SipServletExtension(descriptor, application));
    }

    private static void addComponents(DeploymentUnit unit, SipDescriptor descriptor) {
        var module = unit.getAttachment(Attachments.EE_MODULE_DESCRIPTION);
        var classes = unit.getAttachment(Attachments.EE_APPLICATION_CLASSES_DESCRIPTION);
        var known = module.getComponentDescriptions().stream()
                .map(ComponentDescription::getComponentClassName)
                .collect(Collectors.toSet());
        for (var name : descriptor.componentClasses()) {
            if (known.add(name)) {
                var component = new WebComponentDescription(name, name, module, unit.getServiceName(), classes);
                module.addComponent(component);
                unit.addToAttachmentList(WebComponentDescription.WEB_COMPONENTS, component.getStartServiceName());
            }
        }
    }

    private static ApplicationHandle newHandle(DeploymentUnit unit, SipDescriptor descriptor) {
        var loader = unit.getAttachment(org.jboss.as.server.deployment.Attachments.MODULE)
                .getClassLoader();
        // Both lists are complete only when the deployment is installed, hence the suppliers.
        Supplier<ThreadScope> scope =
                () -> new ThreadScope(loader, unit.getAttachmentList(Attachments.WEB_SETUP_ACTIONS));
        Supplier<ComponentRegistry> components = () -> unit.getAttachment(Attachments.COMPONENT_REGISTRY);
        return new ApplicationHandle(
                descriptor, unit.getAttachment(SipDependencyProcessor.CONTAINER), loader, scope, components);
    }

    /** Offers a resource for injection and under {@code java:comp/env/sip/APPLICATION/TYPE} (JSR 289 section 13.2). */
    private static <T> void offer(DeploymentUnit unit, SipDescriptor descriptor, Class<T> type, Supplier<?> value) {
        var source = new SipResource(type.getName(), value);
        unit.getAttachment(Attachments.RESOURCE_REFERENCE_PROCESSOR_REGISTRY)
                .registerResourceReferenceProcessor(source);
        var name = "java:comp/env/sip/" + descriptor.name() + '/' + type.getSimpleName();
        unit.getAttachment(Attachments.EE_MODULE_DESCRIPTION)
                .getBindingConfigurations()
                .add(new BindingConfiguration(name, source));
    }
}
