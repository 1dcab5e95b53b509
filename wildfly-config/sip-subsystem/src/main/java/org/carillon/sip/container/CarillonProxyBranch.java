// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.List;
import javax.servlet.sip.URI;
import javax.sip.header.ReasonHeader;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.proxy.ProxyBranchImpl;

/** The implementation's branch of a proxy whose CANCEL says why (JSR 289 section 10.2.6). */
public final class CarillonProxyBranch extends ProxyBranchImpl {
    /** For deserialization by the implementation. */
    public CarillonProxyBranch() {}

    CarillonProxyBranch(URI target, CarillonProxy proxy) {
        super(target, proxy);
    }

    /**
     * {@inheritDoc} All reasons are given. The implementation gives the last one, and none when nobody has answered yet, for it
     * then makes the CANCEL with the first answer (RFC 3261 section 9.1).
     *
     * @throws IllegalArgumentException when one is no reason; nothing is cancelled
     */
    @Override
    public void cancel(String @Nullable [] protocols, int @Nullable [] causes, @Nullable String @Nullable [] texts) {
        explain(this, Reasons.of(protocols, causes, texts));
        super.cancel(null, null, null);
    }

    /** Says why a branch is cancelled next, unless it is cancelled already. */
    static void explain(ProxyBranchImpl branch, List<ReasonHeader> reasons) {
        if (!reasons.isEmpty() && !branch.isCanceled() && branch.getRequest() instanceof CarillonSipRequest request) {
            request.cancelledFor(reasons);
        }
    }
}
