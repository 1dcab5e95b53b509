// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Shows needless copies without a clock: what the calling thread allocates does not depend on the machine's load. */
final class Allocated {
    private Allocated() {}

    /** What is measured. */
    interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** {@return bytes of heap that the work took, whether or not they are free again} */
    static long by(Work work) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var id = Thread.currentThread().getId();
        var before = threads.getThreadAllocatedBytes(id);
        work.run();
        return threads.getThreadAllocatedBytes(id) - before;
    }
}
