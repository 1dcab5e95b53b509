/**
 * An application that declares itself by annotations only.
 * The annotation of the application stands on the package, where JSR 289 wants it.
 * Nothing in it ever runs.
 */
@NullMarked
@SipApplication(name = "whole", mainServlet = "chosen", sessionTimeout = 9, proxyTimeout = 8)
@ConcurrencyControl(mode = ConcurrencyControlMode.SipApplicationSession)
package org.carillon.sip.descriptor.annotated;

import javax.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
import org.mobicents.servlet.sip.annotation.ConcurrencyControl;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
