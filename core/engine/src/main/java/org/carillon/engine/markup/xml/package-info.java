/**
 * A small, immutable picture of an XML document: elements, text and where they stood.
 * It is read under limits by a hardened parser, and the readers of verbs and of speech walk over it.
 * Nothing here knows what an element means.
 */
@NullMarked
package org.carillon.engine.markup.xml;

import org.jspecify.annotations.NullMarked;
