/** Wires the adapters to state: from the server's data source and caches and from settings to the engine's ports. This is the only place that knows of CDI. Everything else here is made by constructors, in tests as on the server. */
@NullMarked
package org.carillon.store;

import org.jspecify.annotations.NullMarked;
