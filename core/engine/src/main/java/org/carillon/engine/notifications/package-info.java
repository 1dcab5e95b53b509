/** Notifications: the tenant's log of what went wrong in a call, with Twilio's error code, the request and the response that caused it. They are written with the records of the call and never stop it. */
@NullMarked
package org.carillon.engine.notifications;

import org.jspecify.annotations.NullMarked;
