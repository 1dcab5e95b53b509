// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.connector;

import gov.nist.javax.sip.ListeningPointExt;
import javax.sip.InvalidArgumentException;
import javax.sip.SipProvider;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ViaHeader;
import org.carillon.sip.connector.ConnectorSettings.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.SipConnector;
import org.mobicents.servlet.sip.core.ExtendedListeningPoint;

/**
 * A listening point that peers see under another address.
 *
 * <p>The implementation's own writes the public address, but keeps the port that listens, which a NAT or a balancer may
 * have changed too.
 */
public final class PublicListeningPoint extends ExtendedListeningPoint {
    private final PublicAddress address;

    /** @param address what peers see */
    public PublicListeningPoint(
            SipProvider provider, ListeningPointExt point, SipConnector connector, PublicAddress address) {
        super(provider, point, connector);
        this.address = address;
        setUseStaticAddress(true);
        setGlobalIpAddress(address.host());
        setGlobalPort(address.port());
    }

    @Override
    public ContactHeader createContactHeader(
            @Nullable String displayName, @Nullable String userName, boolean outside, @Nullable String via) {
        var contact = super.createContactHeader(displayName, userName, outside, via);
        if (outside && via == null && contact.getAddress().getURI() instanceof SipURI uri) {
            uri.setPort(address.port());
        }
        return contact;
    }

    @Override
    public ViaHeader createViaHeader(@Nullable String branch, boolean outside) {
        var via = super.createViaHeader(branch, outside);
        try {
            if (outside) {
                via.setPort(address.port());
            }
            return via;
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException("the port was checked before", e);
        }
    }

    @Override
    public SipURI createRecordRouteURI(boolean outside) {
        var uri = super.createRecordRouteURI(outside);
        if (outside) {
            uri.setPort(address.port());
        }
        return uri;
    }
}
