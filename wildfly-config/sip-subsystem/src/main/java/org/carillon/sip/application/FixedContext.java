// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.util.List;
import org.carillon.sip.security.DigestAnswers;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.SipListeners;
import org.mobicents.servlet.sip.core.descriptor.MobicentsSipServletMapping;
import org.mobicents.servlet.sip.core.security.MobicentsSipLoginConfig;
import org.mobicents.servlet.sip.core.security.SipDigestAuthenticator;
import org.mobicents.servlet.sip.ruby.SipRubyController;

/**
 * The part of the container's interface that an immutable application has no use for.
 *
 * <p>The interface was made for a descriptor parser that fills a context by setters. Ours gets a finished record, so
 * the setters refuse, and what the subsystem does not offer (Ruby, replication) is absent.
 */
abstract class FixedContext implements SipContext {
    private static final SipDigestAuthenticator ANSWERS = new DigestAnswers();

    private boolean stopping;

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("an application cannot be changed after it was read");
    }

    /** Needs no beginning: {@link #exitSipAppHa} looks at the session as it is then. */
    @Override
    public boolean enterSipAppHa(boolean startCacheActivity) {
        return false;
    }

    @Override
    public void setConcurrencyControlMode(ConcurrencyControlMode mode) {
        throw fixed();
    }

    @Override
    public boolean hasDistributableManager() {
        return false;
    }

    @Override
    public boolean isPackageProtectionEnabled() {
        return false;
    }

    @Override
    public SipDigestAuthenticator getDigestAuthenticator() {
        return ANSWERS;
    }

    @Override
    public @Nullable SipRubyController getSipRubyController() {
        return null;
    }

    @Override
    public @Nullable MobicentsSipLoginConfig getSipLoginConfig() {
        return null;
    }

    @Override
    public @Nullable String getDescription() {
        return null;
    }

    @Override
    public @Nullable String getLargeIcon() {
        return null;
    }

    @Override
    public @Nullable String getSmallIcon() {
        return null;
    }

    @Override
    public String getEngineName() {
        return "carillon";
    }

    /** Notes the wish; the web container ends the application when it is undeployed. */
    @Override
    public synchronized void stopGracefully(long timeToWait) {
        stopping = true;
    }

    @Override
    public synchronized boolean isStoppingGracefully() {
        return stopping;
    }

    @Override
    public void setApplicationName(String name) {
        throw fixed();
    }

    @Override
    public void setDescription(String description) {
        throw fixed();
    }

    @Override
    public void setLargeIcon(String icon) {
        throw fixed();
    }

    @Override
    public void setSmallIcon(String icon) {
        throw fixed();
    }

    @Override
    public void setListeners(SipListeners listeners) {
        throw fixed();
    }

    @Override
    public void setMainServlet(String servlet) {
        throw fixed();
    }

    /**
     * Ignored: the container calls this with the servlet that a mapping chose for one call, and keeping it would make
     * it the default of all others.
     */
    @Override
    public void setServletHandler(String servlet) {}

    @Override
    public void setProxyTimeout(int seconds) {
        throw fixed();
    }

    @Override
    public void setSipApplicationSessionTimeout(int minutes) {
        throw fixed();
    }

    @Override
    public void addSipApplicationListener(String listener) {
        throw fixed();
    }

    @Override
    public void removeSipApplicationListener(String listener) {
        throw fixed();
    }

    @Override
    public void setSipLoginConfig(MobicentsSipLoginConfig config) {
        throw fixed();
    }

    @Override
    public void addSipServletMapping(MobicentsSipServletMapping mapping) {
        throw fixed();
    }

    @Override
    public void removeSipServletMapping(MobicentsSipServletMapping mapping) {
        throw fixed();
    }

    @Override
    public void setSipRubyController(SipRubyController controller) {
        throw fixed();
    }

    /** {@return every mapping, in the order of the descriptor} */
    @Override
    public abstract List<MobicentsSipServletMapping> findSipServletMappings();
}
