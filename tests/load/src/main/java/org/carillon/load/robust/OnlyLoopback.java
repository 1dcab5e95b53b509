// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;

/** Makes sure that nothing of what is sent can leave the machine. */
final class OnlyLoopback {
    private OnlyLoopback() {}

    /** @throws IllegalStateException when there is any interface besides loopback, whether it is up or not */
    static void demand() throws SocketException {
        refuseUnlessAlone(NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .toList());
        if (!NetworkInterface.getByName("lo").isUp()) {
            throw new IllegalStateException("lo is down: ip link set lo up");
        }
    }

    static void refuseUnlessAlone(Collection<String> interfaces) {
        if (!List.copyOf(interfaces).equals(List.of("lo"))) {
            throw new IllegalStateException("these messages name foreign hosts and are sent only where lo is the one"
                    + " interface (unshare -n), but there is " + interfaces);
        }
    }
}
