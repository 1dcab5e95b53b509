// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up; blocks. The machine's own resolver, except in tests. */
@FunctionalInterface
interface NameService {
    /** The machine's resolver. */
    NameService SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of the name, the preferred one first. */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
