/**
 * What a tenant's document asks for: one record per verb and noun, with every attribute in a type of its own.
 * A record is complete: defaults are filled in as Twilio's pages name them, so a runner never asks what was written.
 * URLs stay as written (often relative) because only the runner knows the address the document came from.
 */
@NullMarked
package org.carillon.engine.markup.verb;

import org.jspecify.annotations.NullMarked;
