/** Tests of the recordings' folder. Sources are files and a small HTTP server on the loopback interface. Nothing half-written may be seen. */
@NullMarked
package org.carillon.store.vault;

import org.jspecify.annotations.NullMarked;
