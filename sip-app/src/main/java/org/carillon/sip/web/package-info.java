/**
 * The HTTP side of this WAR, which must have one. Nothing is served there; whoever asks gets the API's form of "not
 * found". So no page of the server ever shows.
 */
@NullMarked
package org.carillon.sip.web;

import org.jspecify.annotations.NullMarked;
