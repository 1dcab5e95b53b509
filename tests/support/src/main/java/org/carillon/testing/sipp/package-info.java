/**
 * Runs SIPp scenarios as a bounded process and collects what they say.
 * SIPp proves signalling; audio is the test phone's business.
 * The program comes from the Debian package sip-tester.
 */
@NullMarked
package org.carillon.testing.sipp;

import org.jspecify.annotations.NullMarked;
