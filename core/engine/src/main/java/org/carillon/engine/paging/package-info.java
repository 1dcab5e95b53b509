/** Parts of lists: how many records, after which place. Places are those of records, so that pages stay where they are while new
 * records come. Shared by all rooms that keep lists. */
@NullMarked
package org.carillon.engine.paging;

import org.jspecify.annotations.NullMarked;
