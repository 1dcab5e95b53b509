// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import org.carillon.sip.descriptor.SipDescriptor;
import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentUnit;

/** Makes {@code /deployment=FILE/subsystem=sip}, so that operators find the SIP side of a WAR below it. */
public final class SipDeploymentModel {
    /** The name of the application, kept in the resource to find the application by. */
    public static final String APPLICATION = "application";

    private SipDeploymentModel() {}

    static void describe(DeploymentUnit unit, SipDescriptor descriptor) {
        unit.getAttachment(Attachments.DEPLOYMENT_RESOURCE_SUPPORT)
                .getDeploymentSubsystemModel("sip")
                .get(APPLICATION)
                .set(descriptor.name());
    }
}
