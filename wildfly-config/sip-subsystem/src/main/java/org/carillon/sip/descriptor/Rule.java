// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.List;
import java.util.Locale;
import javax.servlet.sip.SipServletRequest;

/** A condition on an initial request, as {@code <pattern>} of sip.xml writes it (JSR 289 section 16.3). */
public sealed interface Rule {
    /** {@return whether the request meets the condition} A variable that the request lacks meets none. */
    boolean matches(SipServletRequest request);

    /** All of several. */
    record And(List<Rule> rules) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            return rules.stream().allMatch(rule -> rule.matches(request));
        }
    }

    /** Any of several. */
    record Or(List<Rule> rules) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            return rules.stream().anyMatch(rule -> rule.matches(request));
        }
    }

    /** The opposite. */
    record Not(Rule rule) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            return !rule.matches(request);
        }
    }

    /** The request has the variable. */
    record Exists(RequestVariable variable) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            return variable.of(request) != null;
        }
    }

    /** The variable is this text. */
    record Equal(RequestVariable variable, String value, boolean ignoreCase) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            var actual = variable.of(request);
            return actual != null && (ignoreCase ? actual.equalsIgnoreCase(value) : actual.equals(value));
        }
    }

    /** The variable contains this text. */
    record Contains(RequestVariable variable, String value, boolean ignoreCase) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            var actual = variable.of(request);
            if (actual == null) {
                return false;
            }
            return ignoreCase
                    ? actual.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT))
                    : actual.contains(value);
        }
    }

    /** The variable is this domain or lies below it; for a telephone number, it begins with these digits. */
    record SubdomainOf(RequestVariable variable, String value) implements Rule {
        @Override
        public boolean matches(SipServletRequest request) {
            var actual = variable.of(request);
            if (actual == null) {
                return false;
            }
            if (variable.isTelephone()) {
                return actual.startsWith(RequestVariable.digits(value));
            }
            var domain = actual.toLowerCase(Locale.ROOT);
            var above = value.toLowerCase(Locale.ROOT);
            return domain.equals(above) || domain.endsWith('.' + above);
        }
    }
}
