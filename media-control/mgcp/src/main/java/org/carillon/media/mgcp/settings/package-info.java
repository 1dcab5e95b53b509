/**
 * Settings of the MGCP driver: which media servers there are, of which kind, and where this node listens. Each setting has its
 * default, its unit and its reason here. A typo or a value out of range stops the start with the key's name.
 */
@NullMarked
package org.carillon.media.mgcp.settings;

import org.jspecify.annotations.NullMarked;
