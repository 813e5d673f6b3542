// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.journal.Called;
import io.lastpath.engine.internal.journal.Hold;
import io.lastpath.engine.internal.journal.OpenRequest;
import io.lastpath.engine.internal.names.TreeKey;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found of an earlier run. */
class LeftoversTest {

    private static final TreeKey CARD = TreeKey.of("/card");

    private final RequestTable table = new RequestTable(new Object(), Clock.systemUTC(), () -> {});

    @Test
    void aRequestKnowsWhoWasCalledForItsDependents() {
        table.leftovers().load(cascade(3));

        assertThat(table.leftovers().pending())
                .singleElement()
                .extracting(Leftover::involved)
                .isEqualTo(Set.of(called(0), called(1), called(2), called(3)));
    }

    /** All are found under the lock: looking at each once more for each takes a minute here. */
    @Test
    @Timeout(20)
    void fortyThousandDependentsAreFoundAtOnce() {
        List<OpenRequest> saved = cascade(40_000);
        table.leftovers().load(saved.subList(1, saved.size()));

        assertThat(table.leftovers().orphans()).hasSize(40_000);
    }

    /** A card, and so many disks that were taken along with it. */
    private static List<OpenRequest> cascade(int disks) {
        List<OpenRequest> all = new ArrayList<>();
        for (int slot = 0; slot <= disks; slot++) {
            all.add(request(slot));
        }
        return all;
    }

    private static OpenRequest request(int slot) {
        Owner owner = new Owner(Intent.of(Initiator.process(7), "test"), 0);
        Hold hold = new Hold(1, owner, Set.of(CARD), Set.of());
        return new OpenRequest(
                slot,
                name(slot),
                false,
                RcmState.OFFLINE,
                new RequestSequence(1, slot == 0 ? 0 : 1),
                Duration.ZERO,
                owner,
                RcmFlags.NONE,
                Instant.EPOCH,
                CARD,
                slot == 0 ? List.of() : List.of(hold),
                Set.of(called(slot)),
                Set.of(called(slot)));
    }

    private static Called called(int slot) {
        return new Called("m", name(slot));
    }

    private static String name(int slot) {
        return slot == 0 ? "/card" : "/disk" + slot;
    }
}
