/**
 * A SIP application that answers calls; it is found by its annotations, there is no descriptor.
 * It reports over HTTP what the server injected and what happened.
 * The tests pack it as a WAR.
 */
@NullMarked
package org.carillon.sip.it.uas;

import org.jspecify.annotations.NullMarked;
