/**
 * A small, immutable picture of an XML document: elements, text and where they stood.
 * The markup parser builds it under its limits, and the readers of verbs and of speech walk over it.
 * Nothing here reads bytes or knows what an element means.
 */
@NullMarked
package org.carillon.engine.markup.xml;

import org.jspecify.annotations.NullMarked;
