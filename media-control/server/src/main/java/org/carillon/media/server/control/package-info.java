/**
 * MGCP: the listener, at-most-once transactions, the commands and the notifications. The wire contract is
 * docs/mgcp-profile.md. Bad input gets an error code and changes nothing.
 */
@NullMarked
package org.carillon.media.server.control;

import org.jspecify.annotations.NullMarked;
