/** Keeps tenants' secrets unreadable at rest. The key is a file in the data folder, made at the first start, or a setting. Whoever has the database alone has no auth token. */
@NullMarked
package org.carillon.store.secrets;

import org.jspecify.annotations.NullMarked;
