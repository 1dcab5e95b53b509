/**
 * The engine's media port, the MGCP driver and this server together, over real sockets and real RTP. What passes here is what the
 * call engine gets.
 */
@NullMarked
package org.carillon.media.server.driver;

import org.jspecify.annotations.NullMarked;
