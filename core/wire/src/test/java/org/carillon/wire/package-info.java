/** Tests of the binary form of records. They use records of their own. The schema of calls is tested with the grid. */
@NullMarked
package org.carillon.wire;

import org.jspecify.annotations.NullMarked;
