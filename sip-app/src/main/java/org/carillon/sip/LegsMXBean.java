// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

/** Counters of the signalling for operators, as {@code org.carillon:type=SipLegs}. */
public interface LegsMXBean {
    /** Legs at this moment. */
    int getOpenLegs();

    /** Requests refused because of their source address, since the start. */
    long getRefusedStrangers();

    /** Calls refused because of {@code carillon.sip.max-legs}, since the start. */
    long getRefusedOverLimit();
}
