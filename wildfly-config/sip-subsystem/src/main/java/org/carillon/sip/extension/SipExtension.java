// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import org.jboss.as.controller.ModelVersion;
import org.jboss.as.controller.SubsystemModel;
import org.wildfly.subsystem.SubsystemConfiguration;
import org.wildfly.subsystem.SubsystemExtension;
import org.wildfly.subsystem.SubsystemPersistence;

/** The extension {@code org.carillon.sip}; the server makes it through the service loader. */
public final class SipExtension extends SubsystemExtension<SipSubsystemSchema> {
    /** Made by the server. */
    public SipExtension() {
        super(
                SubsystemConfiguration.of(
                        SipSubsystemRegistrar.REGISTRATION, Model.VERSION_1_0_0, SipSubsystemRegistrar::new),
                SubsystemPersistence.of(SipSubsystemSchema.CURRENT));
    }

    private enum Model implements SubsystemModel {
        VERSION_1_0_0;

        @Override
        public ModelVersion getVersion() {
            return ModelVersion.create(1, 0, 0);
        }
    }
}
