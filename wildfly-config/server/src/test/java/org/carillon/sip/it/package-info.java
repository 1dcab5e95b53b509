/**
 * Tests of the assembled server with real SIP applications and SIPp.
 * Each test class starts a server of its own, on free ports and with its own data folder.
 * The applications under test live in the sub-packages and are packed by the tests.
 */
@NullMarked
package org.carillon.sip.it;

import org.jspecify.annotations.NullMarked;
