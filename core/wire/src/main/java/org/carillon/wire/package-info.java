/**
 * Our own binary form of immutable records, for the grid and the journal, written with ProtoStream's tags. Types and
 * components have numbers that never move, so a node of another version can read what this one writes. The server's
 * marshaller and Java serialization never see our classes.
 */
@NullMarked
package org.carillon.wire;

import org.jspecify.annotations.NullMarked;
