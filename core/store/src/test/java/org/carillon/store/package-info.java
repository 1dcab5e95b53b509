/** Tests of the store's settings. Defaults, every key and every bad value. The adapters have packages of their own. */
@NullMarked
package org.carillon.store;

import org.jspecify.annotations.NullMarked;
