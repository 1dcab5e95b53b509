/**
 * The translation between the engine's media language and the AU package, without any input or output. Commands become signals,
 * observed events become the engine's events. Request ids carry kind and operation, so that any node can read a notification.
 */
@NullMarked
package org.carillon.media.mgcp.signals;

import org.jspecify.annotations.NullMarked;
