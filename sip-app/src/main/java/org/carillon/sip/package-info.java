/**
 * The SIP servlet and what it hands messages to: new calls, traffic inside dialogs, responses, the engine's commands. No
 * decision about a call is made here; the engine makes them. This is the only module that knows javax.servlet.sip.
 */
@NullMarked
@SipApplication(name = "carillon", mainServlet = CallServlet.NAME, distributable = true)
package org.carillon.sip;

import javax.servlet.sip.annotation.SipApplication;
import org.jspecify.annotations.NullMarked;
