// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** RFC 3263: where a request goes whose next hop has a name, with a DNS server of the tests' own. */
@NullMarked
package org.carillon.conformance.location;

import org.jspecify.annotations.NullMarked;
