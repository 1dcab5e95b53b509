/** Where calls to other networks go and from which addresses calls may come. These are the beginnings of trunk management: known addresses, and a default trunk. */
@NullMarked
package org.carillon.engine.trunks;

import org.jspecify.annotations.NullMarked;
