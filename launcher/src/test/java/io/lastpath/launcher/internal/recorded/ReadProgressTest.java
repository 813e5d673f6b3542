// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadProgressTest {

    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

    private final List<String> said = new ArrayList<>();
    private Instant now = START;
    private final ReadProgress progress = new ReadProgress(() -> now, said::add);

    private void lookAfter(long millis) {
        now = START.plusMillis(millis);
        progress.look("a host", START.toString());
    }

    @Test
    void aReadThatIsSlowIsToldAfterASecondAndThenNowAndThen() {
        lookAfter(999);
        assertThat(said).isEmpty();

        lookAfter(1000);
        lookAfter(1020);
        lookAfter(3999);
        lookAfter(4000);

        assertThat(said)
                .containsExactly(
                        "the host is still being read, for 1 s now: a host",
                        "the host is still being read, for 4 s now: a host");
    }

    @Test
    void nothingIsSaidWhereNothingIsRead() {
        now = START.plusSeconds(60);
        progress.look("a host", "");

        assertThat(said).isEmpty();
    }
}
