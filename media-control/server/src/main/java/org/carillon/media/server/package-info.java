/**
 * Carillon's own media server, a process of its own beside the application server. It is started by {@link
 * org.carillon.media.server.Main} and driven over MGCP. Audio is handled by one thread that wakes every 20 ms.
 */
@NullMarked
package org.carillon.media.server;

import org.jspecify.annotations.NullMarked;
