// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Files that survive: a small port to the file system, so that a test can let it fail and forget, and frames, the pieces in
 * which the outbox and the list of living calls are written, each with a checksum.
 */
@NullMarked
package org.carillon.store.files;

import org.jspecify.annotations.NullMarked;
