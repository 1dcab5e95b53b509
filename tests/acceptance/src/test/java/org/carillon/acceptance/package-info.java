/**
 * What the product promises, shown on the real parts: the server with the application, the media server, real SIP, real RTP
 * and real HTTP. Each test makes its own numbers through the API and has its own web server, so they run side by side and
 * in any order. SIPp proves signalling, the test phone proves audio.
 */
@NullMarked
package org.carillon.acceptance;

import org.jspecify.annotations.NullMarked;
