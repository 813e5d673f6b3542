// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.internal.snapshot.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadGateTest {

    private final AtomicLong nanos = new AtomicLong(-7);

    @Test
    void aReadHasTakenAsLongAsItDidAlsoIfTheClockIsSetBackMeanwhile() throws Exception {
        Instant ahead = Instant.now().plus(Duration.ofDays(1));
        ReadGate gate = new ReadGate(() -> new Reading(ahead, nanos::get));
        gate.enter();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThatThrownBy(gate::enter)
                .isInstanceOf(DeviceTreeException.class)
                .hasMessageContaining("began at " + ahead + ", 5 s ago");
        assertThat(gate.leave().took()).isEqualTo(Duration.ofSeconds(5));
    }
}
