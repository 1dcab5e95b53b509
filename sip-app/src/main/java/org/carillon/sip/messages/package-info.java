/**
 * What is in a SIP message, as values: numbers and addresses, the headers that webhooks see, bodies, digits. Pure
 * functions of text, without a SIP container, so that every odd spelling of a carrier is one line of a test.
 */
@NullMarked
package org.carillon.sip.messages;

import org.jspecify.annotations.NullMarked;
