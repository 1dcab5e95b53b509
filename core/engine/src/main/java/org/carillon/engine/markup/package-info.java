/**
 * Reads a tenant's document: bytes become a list of verbs, warnings with numbers, or one clear error with its place.
 * What elements and attributes exist, what may stand in what, and what each mistake is called is data in this package.
 * Nothing here does input or output, and nothing remembers a call.
 */
@NullMarked
package org.carillon.engine.markup;

import org.jspecify.annotations.NullMarked;
