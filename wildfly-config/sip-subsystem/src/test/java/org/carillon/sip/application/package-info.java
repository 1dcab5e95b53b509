/**
 * One deployed SIP application as the container sees it: servlets, listeners, sessions, timers.
 * Every callback enters and leaves the application through {@code ThreadScope}.
 * Nothing here knows how the application was found; that is the work of the deployment package.
 */
@NullMarked
package org.carillon.sip.application;

import org.jspecify.annotations.NullMarked;
