// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Who may call a SIP servlet: digest authentication (RFC 3261 section 22, RFC 7616, RFC 8760) against users of the
 * server, and what sip.xml demands of them.
 * Nothing here knows Elytron but {@link org.carillon.sip.security.ElytronUsers}.
 */
@NullMarked
package org.carillon.sip.security;

import org.jspecify.annotations.NullMarked;
