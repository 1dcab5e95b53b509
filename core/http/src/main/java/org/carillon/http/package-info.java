/**
 * The adapter to the tenants' web servers: sends webhooks and fetches audio, over HTTP/1.1 and TLS. Every address is
 * checked where the connection is made, every wait and every body is bounded, and nothing here blocks a caller. What is
 * asked, and what an answer means, is decided in the engine.
 */
@NullMarked
package org.carillon.http;

import org.jspecify.annotations.NullMarked;
