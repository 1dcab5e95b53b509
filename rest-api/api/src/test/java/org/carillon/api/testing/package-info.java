/** The API without an application server: its real resources and filters over stores in memory, and the official SDK. */
@NullMarked
package org.carillon.api.testing;

import org.jspecify.annotations.NullMarked;
