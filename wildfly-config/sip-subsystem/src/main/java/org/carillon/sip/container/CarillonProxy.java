// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.ArrayList;
import java.util.List;
import javax.servlet.sip.ProxyBranch;
import javax.servlet.sip.URI;
import javax.sip.header.ReasonHeader;
import javax.sip.header.RouteHeader;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.JainSipUtils;
import org.mobicents.servlet.sip.address.AddressImpl.ModifiableRule;
import org.mobicents.servlet.sip.address.SipURIImpl;
import org.mobicents.servlet.sip.message.SipFactoryImpl;
import org.mobicents.servlet.sip.message.SipServletRequestImpl;
import org.mobicents.servlet.sip.proxy.ProxyImpl;

/** The implementation's proxy with a Path that the application can mark, and with branches that say why they are cancelled. */
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

    @Override
    public List<ProxyBranch> createProxyBranches(List<? extends URI> targets) {
        var branches = new ArrayList<ProxyBranch>();
        for (var target : targets) {
            if (!isOfOurSchemes(target)) {
                throw unsupported(target);
            }
            branches.add(branchTo(target));
        }
        return branches;
    }

    @Override
    public void proxyTo(List<? extends URI> targets) {
        createProxyBranches(targets);
        startProxy();
    }

    /** {@inheritDoc} A URI of any scheme will do when a Route leads on. */
    @Override
    public void proxyTo(URI target) {
        if (!isOfOurSchemes(target)
                && ((SipServletRequestImpl) getOriginalRequest()).getMessage().getHeader(RouteHeader.NAME) == null) {
            throw unsupported(target);
        }
        branchTo(target);
        startProxy();
    }

    private static boolean isOfOurSchemes(URI target) {
        return JainSipUtils.checkScheme(target.toString());
    }

    private static IllegalArgumentException unsupported(URI target) {
        return new IllegalArgumentException("the container sends nothing to a URI of " + target.getScheme());
    }

    /** The implementation makes each branch itself, in three places, and would make one that is not ours. */
    private ProxyBranch branchTo(URI target) {
        var branch = new CarillonProxyBranch(target, this);
        branch.setRecordRoute(getRecordRoute());
        branch.setRecurse(getRecurse());
        getProxyBranchesMap().put(target, branch);
        return branch;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when one is no reason; nothing is cancelled (JSR 289 section 10.2.6)
     */
    @Override
    public void cancel(String @Nullable [] protocols, int @Nullable [] causes, @Nullable String @Nullable [] texts) {
        explain(null, Reasons.of(protocols, causes, texts));
        cancel();
    }

    /**
     * {@inheritDoc} With a reason it is the caller who cancels: the implementation gives the first of its reasons, and RFC 3326
     * section 2 wants them all in the CANCEL that goes on.
     */
    @Override
    public void cancelAllExcept(
            @Nullable ProxyBranch except,
            String @Nullable [] protocols,
            int @Nullable [] causes,
            @Nullable String @Nullable [] texts,
            boolean failing) {
        if (protocols != null && getOriginalRequest() instanceof CarillonSipRequest request) {
            explain(except, request.reasons());
        }
        super.cancelAllExcept(except, null, null, null, failing);
    }

    private void explain(@Nullable ProxyBranch except, List<ReasonHeader> reasons) {
        for (var branch : getProxyBranchesMap().values()) {
            if (!branch.equals(except)) {
                CarillonProxyBranch.explain(branch, reasons);
            }
        }
    }
}
