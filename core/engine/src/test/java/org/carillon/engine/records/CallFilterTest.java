// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.junit.jupiter.api.Test;

class CallFilterTest {
    private static final CallSid SID = new CallSid("CA00000000000000000000000000000001");
    private static final AccountSid ACCOUNT = new AccountSid("AC00000000000000000000000000000001");

    @Test
    void callsThatAreListedAsRingingAreFoundAsRinging() {
        assertThat(found(CallStatus.RINGING)).containsExactlyInAnyOrder(CallStatus.INITIATED, CallStatus.RINGING);
        assertThat(found(CallStatus.INITIATED)).isEqualTo(found(CallStatus.RINGING));
    }

    @Test
    void everyOtherStatusFindsItself() {
        for (CallStatus status : CallStatus.values()) {
            if (status.listed() != CallStatus.RINGING) {
                assertThat(found(status)).containsExactly(status);
            }
        }
    }

    private static Set<CallStatus> found(CallStatus wanted) {
        Optional<Instant> no = Optional.empty();
        CallFilter filter = new CallFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(wanted), no, no, no, no);
        return Arrays.stream(CallStatus.values())
                .filter(status -> filter.matches(call(status)))
                .collect(Collectors.toSet());
    }

    private static CallRecord call(CallStatus status) {
        return new CallRecord(
                SID,
                SID,
                ACCOUNT,
                Optional.empty(),
                CallDirection.OUTBOUND_API,
                "+15550001",
                "+15550002",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                status,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                0,
                "",
                "");
    }
}
