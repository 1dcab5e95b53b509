/**
 * The SIP container of one server: stack, dispatcher, connectors, lanes and application router.
 * It adapts the interfaces that the SIP Servlets implementation asks of its host.
 * There is one container in a JVM, because the implementation keeps static references to it.
 */
@NullMarked
package org.carillon.sip.container;

import org.jspecify.annotations.NullMarked;
