/** Tests of what keeps secrets unreadable. A wrong key, a moved text and a broken file are told apart from success. No test prints a key. */
@NullMarked
package org.carillon.store.secrets;

import org.jspecify.annotations.NullMarked;
