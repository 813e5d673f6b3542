// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a principal without a connection counts as there. */
class PrincipalsTest {

    private static final String ANN = "ann";

    private final AtomicLong nanos = new AtomicLong(-7); // the origin of such a clock is arbitrary
    private final AtomicLong grace = new AtomicLong(10);
    private final Principals principals = new Principals(nanos::get, grace::get);

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void aRequestKeepsAPrincipalForTheGraceTimeAndNoLonger() {
        pass(100);
        principals.seen(ANN);

        pass(9);
        assertThat(principals.isPresent(ANN)).isTrue();
        pass(1);
        assertThat(principals.isPresent(ANN)).isFalse();
        assertThat(principals.isPresent("bob")).as("somebody else").isFalse();
    }

    @Test
    void eachRequestBeginsTheGraceTimeAnew() {
        for (int i = 0; i < 5; i++) {
            principals.seen(ANN);
            pass(9);
            assertThat(principals.isPresent(ANN)).isTrue();
        }
    }

    @Test
    void whoWaitsForTheLastOfSeveralAnswersIsThereAndTheGraceTimeBeginsWithIt() {
        principals.asks(ANN);
        principals.asks(ANN);
        pass(100);
        principals.answered(ANN);
        pass(100);
        assertThat(principals.isPresent(ANN)).isTrue();

        principals.answered(ANN);
        pass(9);
        assertThat(principals.isPresent(ANN)).isTrue();
        pass(1);
        assertThat(principals.isPresent(ANN)).isFalse();
    }

    @Test
    void anOpenConnectionKeepsAPrincipalHoweverLongItIsIdle() {
        principals.opened(ANN, "1");
        pass(1_000_000);

        assertThat(principals.isPresent(ANN)).isTrue();
    }

    @Test
    void theGraceTimeBeginsWhenTheConnectionIsClosed() {
        principals.opened(ANN, "1");
        pass(1_000_000);
        principals.closed(ANN, "1");

        assertThat(principals.isPresent(ANN)).isTrue();
        pass(9);
        assertThat(principals.isPresent(ANN)).isTrue();
        pass(1);
        assertThat(principals.isPresent(ANN)).isFalse();
    }

    @Test
    void theLastOfSeveralConnectionsCounts() {
        principals.opened(ANN, "1");
        principals.opened(ANN, "2");
        principals.closed(ANN, "1");
        pass(1_000);
        assertThat(principals.isPresent(ANN)).isTrue();

        principals.closed(ANN, "2");
        pass(10);
        assertThat(principals.isPresent(ANN)).isFalse();
    }

    @Test
    void aConnectionThatIsClosedTwiceCountsOnceAndKeepsNobody() {
        principals.opened(ANN, "1");
        principals.closed(ANN, "1");
        pass(10);
        principals.closed(ANN, "1");
        principals.closed("bob", "9");

        assertThat(principals.isPresent(ANN)).isFalse();
        assertThat(principals.isPresent("bob")).isFalse();
    }

    @Test
    void aReconnectionWithinTheGraceTimeIsTheSamePrincipal() {
        principals.opened(ANN, "1");
        principals.closed(ANN, "1");
        pass(9);
        principals.opened(ANN, "2");
        pass(1_000);

        assertThat(principals.isPresent(ANN)).isTrue();
    }

    @Test
    void afterARestartEverybodyHasTheGraceTimeOnceMore() {
        principals.seen(ANN);
        pass(9);
        Principals restarted = new Principals(nanos::get, grace::get);

        pass(9);
        assertThat(principals.isPresent(ANN)).isFalse();
        assertThat(restarted.isPresent(ANN)).isTrue();
        pass(1);
        assertThat(restarted.isPresent(ANN)).isFalse();
    }

    @Test
    void aGraceTimeOfZeroIsForEver() {
        grace.set(0);
        principals.opened(ANN, "1");
        principals.closed(ANN, "1");
        pass(1_000_000_000);

        assertThat(principals.isPresent(ANN)).isTrue();
        assertThat(principals.isPresent("bob")).isTrue();
    }

    @Test
    void aChangedGraceTimeHoldsAtOnce() {
        principals.seen(ANN);
        pass(20);
        assertThat(principals.isPresent(ANN)).isFalse();

        grace.set(30);
        assertThat(principals.isPresent(ANN)).isTrue();
    }

    /** A connection id is made of words, and its principals are separated by semicolons. */
    @Test
    void aNameIsTheSameAsInAConnectionId() {
        principals.opened("ann_of:storage", "1");
        pass(1_000);
        assertThat(principals.isPresent("ann of;storage")).isTrue();

        principals.closed("ann_of:storage", "1");
        principals.seen("ann of;storage");
        pass(9);
        assertThat(principals.isPresent("ann of;storage")).isTrue();
    }
}
