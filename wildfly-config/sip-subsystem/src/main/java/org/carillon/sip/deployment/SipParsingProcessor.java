// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import java.io.IOException;
import org.carillon.sip.descriptor.AnnotationReader;
import org.carillon.sip.descriptor.DescriptorPart;
import org.carillon.sip.descriptor.SipXmlParser;
import org.jboss.as.ee.structure.DeploymentType;
import org.jboss.as.ee.structure.DeploymentTypeMarker;
import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessingException;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.server.deployment.annotation.AnnotationIndexUtils;

/** Phase PARSE: finds out whether a WAR is a SIP application, from WEB-INF/sip.xml and from its annotations. */
final class SipParsingProcessor implements DeploymentUnitProcessor {
    private static final String DESCRIPTOR = "WEB-INF/sip.xml";

    @Override
    public void deploy(DeploymentPhaseContext phase) throws DeploymentUnitProcessingException {
        var unit = phase.getDeploymentUnit();
        if (!DeploymentTypeMarker.isType(DeploymentType.WAR, unit)) {
            return;
        }
        try {
            var file = file(unit);
            var annotations = AnnotationReader.read(
                    AnnotationIndexUtils.getAnnotationIndexes(unit).values());
            if (file.isEmpty() && annotations.isEmpty()) {
                return;
            }
            SipDeployment.mark(unit, file.over(annotations, defaultName(unit)));
        } catch (IOException | IllegalArgumentException e) {
            throw new DeploymentUnitProcessingException(e);
        }
    }

    private static DescriptorPart file(DeploymentUnit unit) throws IOException {
        var file = unit.getAttachment(Attachments.DEPLOYMENT_ROOT).getRoot().getChild(DESCRIPTOR);
        if (!file.exists()) {
            return DescriptorPart.NONE;
        }
        try (var stream = file.openStream()) {
            return SipXmlParser.parse(stream);
        }
    }

    private static String defaultName(DeploymentUnit unit) {
        var name = unit.getName();
        return name.endsWith(".war") ? name.substring(0, name.length() - ".war".length()) : name;
    }
}
