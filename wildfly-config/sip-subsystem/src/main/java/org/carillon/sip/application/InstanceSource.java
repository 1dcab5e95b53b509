// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

/** Makes servlets and listeners with their injections done. */
public interface InstanceSource {
    /**
     * Makes one object.
     *
     * @throws RuntimeException when its constructor or an injection fails
     */
    Made make(Class<?> type);

    /**
     * An object and what ends it.
     *
     * @param instance the object
     * @param release runs its pre-destroy methods; called once
     */
    record Made(Object instance, Runnable release) {}
}
