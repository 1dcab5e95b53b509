/**
 * Whom a Dial can call: one record per noun, complete with defaults as the verbs are.
 * What a target of any kind can have (a whisper document, callbacks, machine detection) is in one record of its own.
 * Whether a target may be called, and over which trunk, is decided elsewhere.
 */
@NullMarked
package org.carillon.engine.markup.noun;

import org.jspecify.annotations.NullMarked;
