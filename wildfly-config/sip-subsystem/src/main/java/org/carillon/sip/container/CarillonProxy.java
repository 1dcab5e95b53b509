// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import org.mobicents.servlet.sip.address.AddressImpl.ModifiableRule;
import org.mobicents.servlet.sip.address.SipURIImpl;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.mobicents.servlet.sip.proxy.ProxyImpl;

/** The implementation's proxy with a Path that the application can mark. */
public final class CarillonProxy extends ProxyImpl {
    /** For deserialization by the implementation. */
    public CarillonProxy() {}

    CarillonProxy(SipServletRequestImpl request, SipFactoryImpl factory) {
        super(request, factory);
    }

    /** The implementation makes a URI that the application may not touch, although JSR 289 section 10.5 wants that. */
    @Override
    public void setAddToPath(boolean add) {
        super.setAddToPath(add);
        pathURI = new SipURIImpl(pathURI.getSipURI(), ModifiableRule.Modifiable);
    }
}
