// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.concurrency;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;

/** What runs on one thread at a time. */
public enum ConcurrencyMode {
    /** Nothing but the messages of one Call-ID, which a lane orders. */
    NONE(ConcurrencyControlMode.None),
    /** Messages and asynchronous work of one SIP session. */
    SIP_SESSION(ConcurrencyControlMode.SipSession),
    /** Everything of one application session: all its calls, timers, asynchronous work, web requests. */
    SIP_APPLICATION_SESSION(ConcurrencyControlMode.SipApplicationSession);

    private final ConcurrencyControlMode core;

    ConcurrencyMode(ConcurrencyControlMode core) {
        this.core = core;
    }

    /** {@return its name in the implementation} */
    public ConcurrencyControlMode core() {
        return core;
    }

    /**
     * {@return the mode of a name as {@code @ConcurrencyControl} and sip.xml write it}
     *
     * <p>{@code Transaction} is {@link #NONE}: the messages of a transaction have one Call-ID.
     *
     * @throws IllegalArgumentException when there is no such mode
     */
    public static ConcurrencyMode of(String name) {
        if (name.equals(ConcurrencyControlMode.Transaction.name())) {
            return NONE;
        }
        return Arrays.stream(values())
                .filter(mode -> mode.core.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("concurrency control " + name + " is none of "
                        + Arrays.stream(values()).map(mode -> mode.core.name()).collect(Collectors.joining(", "))));
    }
}
