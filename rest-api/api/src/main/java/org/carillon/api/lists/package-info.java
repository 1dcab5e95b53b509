/**
 * Lists in pages: the envelope of the 2010 API, opaque page tokens, filters by time. A page begins where the last one ended,
 * whatever has been added meanwhile. All addresses in it are relative to the host.
 */
@NullMarked
package org.carillon.api.lists;

import org.jspecify.annotations.NullMarked;
