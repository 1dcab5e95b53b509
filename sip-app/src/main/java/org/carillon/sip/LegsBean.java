// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.carillon.sip.lanes.LegRegistry;
import org.carillon.sip.log.SipLog;

/** Shows the counters to JMX. */
final class LegsBean implements LegsMXBean {
    private static final String NAME = "org.carillon:type=SipLegs";

    private final LegRegistry legs;
    private final Arrivals arrivals;

    LegsBean(LegRegistry legs, Arrivals arrivals) {
        this.legs = legs;
        this.arrivals = arrivals;
    }

    void publish() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(this, LegsMXBean.class, true), new ObjectName(NAME));
        } catch (JMException e) {
            SipLog.LOG.debugf(e, "counters are not shown");
        }
    }

    void withdraw() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException e) {
            SipLog.LOG.debugf(e, "counters were not shown");
        }
    }

    @Override
    public int getOpenLegs() {
        return legs.size();
    }

    @Override
    public long getRefusedStrangers() {
        return arrivals.refusedStrangers();
    }

    @Override
    public long getRefusedOverLimit() {
        return arrivals.refusedOverLimit();
    }
}
