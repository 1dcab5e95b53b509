/**
 * Living sessions in the grid: the same code on a local cache and on a cluster. Keys are texts and values bytes in our own
 * encoding, so that the server's marshaller never sees our classes. Only asynchronous operations are used on lanes.
 */
@NullMarked
package org.carillon.store.grid;

import org.jspecify.annotations.NullMarked;
