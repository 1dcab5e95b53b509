/**
 * The management model of {@code /subsystem=sip} and its XML.
 * The subsystem resource makes the container's service, each connector resource makes one listening point.
 * Ports come from socket bindings only, so the server's port offset is honoured.
 */
@NullMarked
package org.carillon.sip.extension;

import org.jspecify.annotations.NullMarked;
