/**
 * Taking a server out of service without ending a call: new dialogs are refused, those in progress finish.
 * WildFly's suspend and resume drive it.
 */
@NullMarked
package org.carillon.sip.drain;

import org.jspecify.annotations.NullMarked;
