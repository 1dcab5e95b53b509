// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import org.carillon.sip.descriptor.SipDescriptor;
import org.jboss.as.server.deployment.AttachmentKey;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUtils;
import org.jspecify.annotations.Nullable;

/** What the processors leave on a deployment unit for one another. */
final class SipDeployment {
    private static final AttachmentKey<SipDescriptor> DESCRIPTOR = AttachmentKey.create(SipDescriptor.class);
    private static final AttachmentKey<Boolean> CONTAINS_SIP = AttachmentKey.create(Boolean.class);

    private SipDeployment() {}

    /** Marks a WAR, and the EAR around it, as having a SIP application. */
    static void mark(DeploymentUnit war, SipDescriptor descriptor) {
        war.putAttachment(DESCRIPTOR, descriptor);
        DeploymentUtils.getTopDeploymentUnit(war).putAttachment(CONTAINS_SIP, true);
    }

    /** {@return what a WAR says about its SIP side, or null when it has none} */
    static @Nullable SipDescriptor descriptor(DeploymentUnit unit) {
        return unit.getAttachment(DESCRIPTOR);
    }

    /** {@return whether a SIP application is anywhere in the deployment that a unit is part of} */
    static boolean containsSip(DeploymentUnit unit) {
        return DeploymentUtils.getTopDeploymentUnit(unit).hasAttachment(CONTAINS_SIP);
    }
}
