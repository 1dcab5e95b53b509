// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it.uas;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.servlet.sip.SipFactory;

/** A CDI bean, not a servlet, that needs the SIP factory. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container injects the field.
public class Dialler {
    @Resource
    private SipFactory factory;

    /** {@return the factory of the application} */
    public SipFactory factory() {
        return factory;
    }
}
