/** Identifiers of the platform's resources: two letters that name the kind and 32 hexadecimal digits, as Twilio writes them. Every kind is a type of its own, so that a call's identifier cannot stand where an account's is meant. They are drawn at random for roots and derived for everything that a step makes, so that a repeated step makes the same ones. */
@NullMarked
package org.carillon.engine.ids;

import org.jspecify.annotations.NullMarked;
