/**
 * What a document may have, as data: elements, their attributes, what may stand in what, and what each mistake is called.
 * The readers decide by these tables, and the pages of the documentation are checked against them.
 * Nothing here reads a document.
 */
@NullMarked
package org.carillon.engine.markup.schema;

import org.jspecify.annotations.NullMarked;
