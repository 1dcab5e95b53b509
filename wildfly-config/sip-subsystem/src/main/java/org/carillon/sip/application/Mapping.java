// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import javax.servlet.sip.SipServletRequest;
import org.carillon.sip.descriptor.MappingEntry;
import org.mobicents.servlet.sip.core.descriptor.MatchingRule;
import org.mobicents.servlet.sip.core.descriptor.MobicentsSipServletMapping;

/**
 * A mapping as the container asks for it.
 *
 * @param entry what the descriptor says
 */
record Mapping(MappingEntry entry) implements MobicentsSipServletMapping {
    @Override
    public String getServletName() {
        return entry.servlet();
    }

    @Override
    public MatchingRule getMatchingRule() {
        return new MatchingRule() {
            @Override
            public boolean matches(SipServletRequest request) {
                return entry.rule().matches(request);
            }

            @Override
            public String getExpression() {
                return entry.rule().toString();
            }
        };
    }

    @Override
    public void setServletName(String name) {
        throw new UnsupportedOperationException("mappings are fixed");
    }

    @Override
    public void setMatchingRule(MatchingRule rule) {
        throw new UnsupportedOperationException("mappings are fixed");
    }
}
