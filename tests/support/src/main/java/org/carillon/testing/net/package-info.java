/**
 * Small helpers for sockets on loopback.
 * Ports are found by really binding them, in ranges that keep away from the product and from the kernel.
 * Nothing here ever touches an address outside 127.0.0.0/8.
 */
@NullMarked
package org.carillon.testing.net;

import org.jspecify.annotations.NullMarked;
