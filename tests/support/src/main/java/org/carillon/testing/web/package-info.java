/**
 * A tenant's web server for tests: real HTTP on loopback, answers scripted by path, everything that arrives written down.
 * It can misbehave as real ones do: slow, broken, redirecting, with wrong content types.
 * Signatures are checked with the official validator of twilio-java, not with our own idea of it. And a client that sends
 * what no client would, as slowly as it likes.
 */
@NullMarked
package org.carillon.testing.web;

import org.jspecify.annotations.NullMarked;
