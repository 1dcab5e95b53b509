// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.deployment;

import java.util.function.Supplier;
import org.jboss.as.ee.component.InjectionSource;
import org.jboss.as.ee.component.deployers.EEResourceReferenceProcessor;
import org.jboss.as.naming.ManagedReferenceFactory;
import org.jboss.as.naming.ValueManagedReference;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.msc.inject.Injector;
import org.jboss.msc.service.ServiceBuilder;

/** Tells the server what {@code @Resource} means on a field of one SIP type (JSR 289 sections 18.2.6 and 18.2.7). */
final class SipResource extends InjectionSource implements EEResourceReferenceProcessor {
    private final String type;
    private final Supplier<?> value;

    SipResource(String type, Supplier<?> value) {
        this.type = type;
        this.value = value;
    }

    @Override
    public String getResourceReferenceType() {
        return type;
    }

    @Override
    public InjectionSource getResourceReferenceBindingSource() {
        return this;
    }

    // The server's own interface still speaks of the deprecated injector.
    @Override
    @SuppressWarnings("deprecation")
    public void getResourceValue(
            ResolutionContext context,
            ServiceBuilder<?> builder,
            DeploymentPhaseContext phase,
            Injector<ManagedReferenceFactory> injector) {
        injector.inject(() -> new ValueManagedReference(value.get()));
    }

    // Two fields of the same type in one class share a binding; equal sources tell the server that they agree.
    @Override
    public boolean equals(Object other) {
        return other instanceof SipResource that && that.type.equals(type) && that.value.equals(value);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
