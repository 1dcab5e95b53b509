// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

class InMemoryCopiesTest extends SharedCopiesContract {
    private final SharedCopies copies = new InMemoryCopies().node("one");

    @Override
    SharedCopies copies() {
        return copies;
    }
}
