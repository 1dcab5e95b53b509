/**
 * The library of the EAR: CDI beans that the SIP application injects.
 * They know nothing of SIP.
 * The tests pack them as a jar under lib.
 */
@NullMarked
package org.carillon.sip.it.beans;

import org.jspecify.annotations.NullMarked;
