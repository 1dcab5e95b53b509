/** Tests of the stores. The same tests run on H2 and on a real PostgreSQL. The server is started once by the build and stopped at its end. */
@NullMarked
package org.carillon.store.jpa;

import org.jspecify.annotations.NullMarked;
