/** Tests of this package. They run without a SIP container. Fakes stand beside them and are written by hand. */
@NullMarked
package org.carillon.sip.legs;

import org.jspecify.annotations.NullMarked;
