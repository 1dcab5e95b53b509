// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.proxy;

import java.io.IOException;
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

/** Scripts for JSR 289 chapter 10. */
@SipServlet(name = "proxy", applicationName = "proxy", loadOnStartup = 1)
public final class ProxyServlet extends Script {
    private SipURI other(SipServletRequest request) {
        SipURI uri = factory.createSipURI("other", "127.0.0.1");
        uri.setPort(Integer.parseInt(request.getRequestURI().getParameter("other")));
        return uri;
    }

    private List<URI> both(SipServletRequest request) {
        return List.of(callee(request), other(request));
    }

    public void plain(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.proxyTo(callee(request));
    }

    public void answersWithoutHops(SipServletRequest request) throws IOException {
        try {
            request.getProxy().proxyTo(callee(request));
        } catch (TooManyHopsException e) {
            request.createResponse(302).send();
        }
    }

    public void stays(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(true);
        proxy.proxyTo(callee(request));
    }

    public void staysInfo(SipServletRequest request) {
        request.setHeader("X-Seen", "proxy " + request.isInitial());
    }

    public void staysBye(SipServletRequest request) {
        request.setHeader("X-Seen", "proxy bye");
    }

    public void marks(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(true);
        proxy.getRecordRouteURI().setParameter("mark", "here");
        proxy.proxyTo(callee(request));
    }

    public void marksInfo(SipServletRequest request) {
        request.setHeader("X-Seen", String.valueOf(request.getParameter("mark")));
    }

    public void recordRouteOfAPassingProxy(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getProxy().setRecordRoute(false);
            return request.getProxy().getRecordRouteURI();
        }));
    }

    public void parallel(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setParallel(true);
        proxy.proxyTo(both(request));
    }

    public void sequential(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setParallel(false);
        proxy.proxyTo(both(request));
    }

    public void impatient(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setParallel(false);
        proxy.setProxyTimeout(1);
        proxy.proxyTo(both(request));
    }

    public void recurses(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setRecurse(true);
        proxy.proxyTo(callee(request));
    }

    public void doesNotRecurse(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setRecurse(false);
        proxy.proxyTo(callee(request));
    }

    public void supervises(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setSupervised(true);
        proxy.proxyTo(callee(request));
    }

    public void supervisesResponse(SipServletResponse response) {
        response.setHeader(
                "X-Seen", "supervised " + response.isBranchResponse() + " " + (response.getProxyBranch() != null));
    }

    public void isBlind(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setSupervised(false);
        proxy.proxyTo(callee(request));
    }

    public void isBlindResponse(SipServletResponse response) {
        response.setHeader("X-Seen", "told");
    }

    public void triesAgain(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.proxyTo(callee(request));
    }

    public void triesAgainResponse(SipServletResponse response) {
        if (response.getStatus() == 486 && !response.isBranchResponse()) {
            response.getProxy().proxyTo(other(response.getProxy().getOriginalRequest()));
        }
    }

    public void changesBranch(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        for (ProxyBranch branch : proxy.createProxyBranches(List.of(callee(request)))) {
            branch.getRequest().setHeader("X-Branch", "own");
        }
        proxy.startProxy();
    }

    public void pushesRoute(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        SipURI route = callee(request);
        route.setLrParam(true);
        request.pushRoute(route);
        proxy.proxyTo(factory.createSipURI("far", "192.0.2.1"));
    }

    public void ringsFirst(SipServletRequest request) throws IOException, TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        request.createResponse(183, "Asking").send();
        proxy.proxyTo(callee(request));
    }

    public void answersAfterProxying(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            Proxy proxy = request.getProxy();
            proxy.setRecordRoute(false);
            request.createResponse(200).send();
            proxy.proxyTo(callee(request));
            return "proxied";
        }));
    }

    public void proxiesAnswered(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
        request.getSession().setAttribute("seen", outcome(() -> {
            request.getProxy().proxyTo(callee(request));
            return "proxied";
        }));
    }

    public void proxiesAnsweredInfo(SipServletRequest request) throws IOException {
        tell(request, request.getSession().getAttribute("seen"));
    }

    public void proxiesLater(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }

    public void proxiesLaterInfo(SipServletRequest request) throws IOException {
        tell(request, outcome(request::getProxy));
    }

    public void proxiesToNothing(SipServletRequest request) throws IOException {
        tell(request, outcome(() -> {
            request.getProxy().proxyTo((URI) null);
            return "proxied";
        }));
    }

    public void cancelsAll(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.proxyTo(both(request));
    }

    public void cancelsAllResponse(SipServletResponse response) {
        if (response.getStatus() == 183) {
            response.getProxy().cancel();
        }
    }

    public void addsNoCancel(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setRecordRoute(false);
        proxy.setNoCancel(true);
        proxy.proxyTo(both(request));
    }

    public void addsPath(SipServletRequest request) throws TooManyHopsException {
        Proxy proxy = request.getProxy();
        proxy.setAddToPath(true);
        proxy.getPathURI().setParameter("mark", "edge");
        proxy.proxyTo(callee(request));
    }
}
