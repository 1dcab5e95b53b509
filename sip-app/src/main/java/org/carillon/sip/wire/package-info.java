/**
 * How legs send: the wire interfaces of the legs on the SIP Servlet API. Here are the container's habits and nothing
 * else; every failure of the container, whatever it throws, becomes one exception that legs understand.
 */
@NullMarked
package org.carillon.sip.wire;

import org.jspecify.annotations.NullMarked;
