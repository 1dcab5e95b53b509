// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.connector;

import gov.nist.javax.sip.ListeningPointExt;
import java.text.ParseException;
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
 * A listening point as peers see it: under another address, if one is set, and with the name of the node, if it has one.
 *
 * <p>The implementation's own writes the public address, but keeps the port that listens, which a NAT or a balancer may
 * have changed too. The name stands as the URI parameter {@code node} in Contact and Record-Route. All nodes behind a
 * balancer give its address there; a request within a dialog brings the parameter back (RFC 3261 sections 12.2.1.1 and
 * 16.4), and the balancer reads from it which node has the dialog.
 */
public final class PublicListeningPoint extends ExtendedListeningPoint {
    /** The URI parameter with the node's name. */
    public static final String NODE = "node";

    private final @Nullable PublicAddress address;
    private final @Nullable String node;

    /**
     * @param address what peers see; null for the address that listens
     * @param node this node's name, a token; null when there is only one
     */
    public PublicListeningPoint(
            SipProvider provider,
            ListeningPointExt point,
            SipConnector connector,
            @Nullable PublicAddress address,
            @Nullable String node) {
        super(provider, point, connector);
        this.address = address;
        this.node = node;
        if (address != null) {
            setUseStaticAddress(true);
            setGlobalIpAddress(address.host());
            setGlobalPort(address.port());
        }
    }

    @Override
    public ContactHeader createContactHeader(
            @Nullable String displayName, @Nullable String userName, boolean outside, @Nullable String via) {
        var contact = super.createContactHeader(displayName, userName, outside, via);
        if (contact.getAddress().getURI() instanceof SipURI uri) {
            if (outside && via == null && address != null) {
                uri.setPort(address.port());
            }
            name(uri);
        }
        return contact;
    }

    @Override
    public ViaHeader createViaHeader(@Nullable String branch, boolean outside) {
        var via = super.createViaHeader(branch, outside);
        try {
            if (outside && address != null) {
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
        if (outside && address != null) {
            uri.setPort(address.port());
        }
        name(uri);
        return uri;
    }

    private void name(SipURI uri) {
        if (node == null) {
            return;
        }
        try {
            uri.setParameter(NODE, node);
        } catch (ParseException e) {
            throw new IllegalStateException("the name was checked before", e);
        }
    }
}
