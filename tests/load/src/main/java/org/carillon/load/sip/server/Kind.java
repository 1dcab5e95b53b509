// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

/** Which servers there are, in the order in which they are called. */
public enum Kind {
    /** Ours, on WildFly. */
    CARILLON("Carillon"),
    /** Restcomm SIP Servlets on Tomcat 7: the same API and the same application. */
    TOMCAT("Restcomm on Tomcat"),
    /** A stateful proxy in C: the floor. */
    KAMAILIO("Kamailio");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether it runs servlets, and so has a heap. */
    public boolean isContainer() {
        return this != KAMAILIO;
    }
}
