// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.ProxyBranch;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.URI;
import javax.servlet.sip.annotation.SipServlet;
import org.carillon.conformance.app.Script;

/** Looks at the branches of its proxies and ends single ones. */
@SipServlet(name = "branches", loadOnStartup = 1)
public final class BranchServlet extends Script {
    private URI other(SipServletRequest request) {
        SipURI uri = factory.createSipURI("other", "127.0.0.1");
        uri.setPort(Integer.parseInt(request.getRequestURI().getParameter("other")));
        return uri;
    }

    private List<ProxyBranch> begun(SipServletRequest request) throws TooManyHopsException {
        return begun(request, true);
    }

    private List<ProxyBranch> begun(SipServletRequest request, boolean parallel) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setParallel(parallel);
        proxy.setRecordRoute(false);
        proxy.setSupervised(true);
        List<ProxyBranch> branches = proxy.createProxyBranches(List.of(callee(request), other(request)));
        request.getApplicationSession().setAttribute("branch", branches.get(0));
        return branches;
    }

    public void knows(SipServletRequest request) throws TooManyHopsException {
        ProxyBranch first = begun(request).get(0);
        boolean before = first.isStarted();
        Proxy proxy = request.getProxy(false);
        String seen = proxy.getProxyBranches().size() + " " + (proxy.getProxyBranch(callee(request)) == first) + " "
                + before + " " + first.getResponse() + " " + (first.getProxy() == proxy) + " "
                + first.getRecursedProxyBranches().size() + " "
                + proxy.getProxyBranch(request.getFrom().getURI());
        first.getRequest().setHeader("X-Seen", seen);
        proxy.startProxy();
        request.getApplicationSession().setAttribute("started", first.isStarted());
    }

    public void knowsResponse(SipServletResponse response) {
        if (response.getStatus() >= 200) {
            ProxyBranch branch = (ProxyBranch) response.getApplicationSession().getAttribute("branch");
            response.setHeader(
                    "X-Seen",
                    response.getApplicationSession().getAttribute("started") + " "
                            + (branch.getResponse() == null
                                    ? null
                                    : branch.getResponse().getStatus()));
        }
    }

    public void endsOne(SipServletRequest request) throws TooManyHopsException {
        begun(request);
        request.getProxy().startProxy();
    }

    public void endsOneResponse(SipServletResponse response) {
        if (response.getStatus() == 183) {
            ((ProxyBranch) response.getApplicationSession().getAttribute("branch"))
                    .cancel(new String[] {"SIP"}, new int[] {480}, new String[] {"not here"});
        }
    }

    public void endsAll(SipServletRequest request) throws TooManyHopsException {
        begun(request);
        request.getProxy().startProxy();
    }

    public void endsAllResponse(SipServletResponse response) {
        if (response.getStatus() == 183) {
            response.getProxy().cancel(new String[] {"SIP"}, new int[] {600}, new String[] {"busy all over"});
        }
    }

    public void explainsOne(SipServletRequest request) throws TooManyHopsException {
        begun(request);
        request.getProxy().startProxy();
    }

    public void explainsOneResponse(SipServletResponse response) {
        if (response.getStatus() == 183) {
            ((ProxyBranch) response.getApplicationSession().getAttribute("branch"))
                    .cancel(new String[] {"SIP", "Q.850"}, new int[] {480, 16}, new String[] {
                        "not \"here\", or a \\ b", "gone\r\nX-Other: yes"
                    });
        }
    }

    public void explainsAll(SipServletRequest request) throws TooManyHopsException {
        begun(request);
        request.getProxy().startProxy();
    }

    public void explainsAllResponse(SipServletResponse response) {
        if (response.getStatus() == 183) {
            response.getProxy().cancel(new String[] {"SIP", "Q.850", "X-Own"}, new int[] {600, 17, 1}, new String[] {
                "busy all over", "", "third"
            });
        }
    }

    /** Ends what nobody has answered yet, so that the CANCEL leaves when somebody does. */
    public void explainsAtOnce(SipServletRequest request) throws TooManyHopsException {
        ProxyBranch first = begun(request).get(0);
        request.getProxy().startProxy();
        first.cancel(new String[] {"SIP", "Q.850"}, new int[] {408, 102}, new String[] {"late", "timer"});
    }

    public void explainsBadly(SipServletRequest request) throws TooManyHopsException {
        begun(request);
        request.getProxy().startProxy();
    }

    public void explainsBadlyResponse(SipServletResponse response) {
        if (response.getStatus() == 183) {
            ProxyBranch branch = (ProxyBranch) response.getApplicationSession().getAttribute("branch");
            Proxy proxy = response.getProxy();
            String[] one = {"SIP"};
            String[] broken = {"SIP\r\nX-Other: yes"};
            response.setHeader(
                    "X-Seen",
                    outcome(() -> cancelled(() -> branch.cancel(one, new int[] {480, 16}, one)))
                            + ' '
                            + outcome(() -> cancelled(() -> proxy.cancel(one, new int[] {480, 16}, one)))
                            + ' '
                            + outcome(() -> cancelled(() -> branch.cancel(broken, new int[] {480}, one)))
                            + ' '
                            + outcome(() -> cancelled(() -> proxy.cancel(one, new int[] {-1}, one))));
        }
    }

    private static String cancelled(Runnable cancel) {
        cancel.run();
        return "cancelled";
    }

    public void hurries(SipServletRequest request) throws TooManyHopsException {
        begun(request, false).get(0).setProxyBranchTimeout(1);
        request.getProxy().startProxy();
    }

    public void chooses(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        String refused = outcome(() -> {
            proxy.setOutboundInterface(new InetSocketAddress("192.0.2.77", 5060));
            return "taken";
        });
        proxy.setOutboundInterface(new InetSocketAddress(request.getLocalAddr(), request.getLocalPort()));
        ProxyBranch branch = proxy.createProxyBranches(List.of(callee(request))).get(0);
        branch.getRequest().setHeader("X-Seen", refused);
        proxy.startProxy();
    }

    /** Tells what is set of a proxy, before and after, and what cannot be set. */
    public void settings(SipServletRequest request) throws IOException, TooManyHopsException {
        Proxy proxy = request.getProxy();
        String before = state(proxy);
        proxy.setParallel(!proxy.getParallel());
        proxy.setRecurse(!proxy.getRecurse());
        proxy.setSupervised(!proxy.getSupervised());
        proxy.setRecordRoute(!proxy.getRecordRoute());
        proxy.setAddToPath(!proxy.getAddToPath());
        proxy.setNoCancel(!proxy.getNoCancel());
        proxy.setProxyTimeout(77);
        String after = state(proxy) + " " + proxy.getProxyTimeout();
        String refused = outcome(() -> {
            proxy.setProxyTimeout(0);
            return "taken";
        });
        tell(request, before + " " + after + " " + refused);
    }

    private static String state(Proxy proxy) {
        StringBuilder state = new StringBuilder();
        for (boolean one : new boolean[] {
            proxy.getParallel(),
            proxy.getRecurse(),
            proxy.getSupervised(),
            proxy.getRecordRoute(),
            proxy.getAddToPath(),
            proxy.getNoCancel()
        }) {
            state.append(one ? 'y' : 'n');
        }
        return state.toString();
    }
}
