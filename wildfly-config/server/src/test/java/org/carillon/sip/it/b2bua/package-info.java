/**
 * A SIP application that calls on behalf of its caller, declared in WEB-INF/sip.xml.
 * It uses a CDI bean that lives in the library folder of the EAR.
 * The tests pack it as a WAR inside an EAR.
 */
@NullMarked
package org.carillon.sip.it.b2bua;

import org.jspecify.annotations.NullMarked;
