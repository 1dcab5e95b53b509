/** Tests of the grid. One contract is kept by the store on Infinispan and by the one in memory that other tests use. The bytes of a session are guarded against changes. */
@NullMarked
package org.carillon.store.grid;

import org.jspecify.annotations.NullMarked;
