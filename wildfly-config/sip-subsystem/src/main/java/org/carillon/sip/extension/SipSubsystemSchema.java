// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import org.jboss.as.controller.SubsystemSchema;
import org.jboss.as.controller.persistence.xml.ResourceXMLParticleFactory;
import org.jboss.as.controller.persistence.xml.SubsystemResourceRegistrationXMLElement;
import org.jboss.as.controller.persistence.xml.SubsystemResourceXMLSchema;
import org.jboss.as.controller.xml.VersionedNamespace;
import org.jboss.as.controller.xml.XMLCardinality;
import org.jboss.staxmapper.IntVersion;

/** The XML of the subsystem; schema/carillon-sip_1_0.xsd describes it. */
enum SipSubsystemSchema implements SubsystemResourceXMLSchema<SipSubsystemSchema> {
    VERSION_1_0(1, 0);

    static final SipSubsystemSchema CURRENT = VERSION_1_0;

    private final int major;
    private final int minor;

    SipSubsystemSchema(int major, int minor) {
        this.major = major;
        this.minor = minor;
    }

    @Override
    public VersionedNamespace<IntVersion, SipSubsystemSchema> getNamespace() {
        return SubsystemSchema.createSubsystemURN(
                SipSubsystemRegistrar.REGISTRATION.getName(), new IntVersion(major, minor));
    }

    @Override
    public SubsystemResourceRegistrationXMLElement getSubsystemXMLElement() {
        var factory = ResourceXMLParticleFactory.newInstance(this);
        var connector = factory.namedElement(SipConnectorRegistrar.REGISTRATION)
                .addAttributes(SipConnectorRegistrar.ATTRIBUTES)
                .withCardinality(XMLCardinality.Unbounded.OPTIONAL)
                .build();
        return factory.subsystemElement(SipSubsystemRegistrar.REGISTRATION)
                .addAttributes(SipSubsystemRegistrar.ATTRIBUTES)
                .addAttributes(SipSubsystemRegistrar.CHANGEABLE_ATTRIBUTES)
                .withContent(factory.sequence().addElement(connector).build())
                .build();
    }
}
