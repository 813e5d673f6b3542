// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import org.junit.jupiter.api.Test;

/** Since when what is read is of one host, and of what was removed there a person may say so. */
class ReignTest extends KeeperOfAdapters {

    private final FakeSource host = new FakeSource(ONE);
    private final FakeSource scenario = new FakeSource(OTHER);
    private final FakeReference played =
            new FakeReference("played", 2).with(DeviceTreeSource.PLAYED, true);

    private Reign read() {
        return keeper.refresh().state().reign();
    }

    private Reign read(FakeSource source, FakeReference reference) {
        keeper.bindSource(source, reference);
        return read();
    }

    @Test
    void aHostThatWasReadFirstHasAlwaysBeenThatHost() {
        Reign reign = read(host, new FakeReference("host", 1));

        assertThat(reign.isPlayed()).isFalse();
        assertThat(reign.since()).isEmpty();
        assertThat(read()).isEqualTo(reign);
    }

    @Test
    void soHasOneThatIsPlayedWhereNoOtherWasInUseBefore() {
        Reign reign = read(scenario, played);

        assertThat(reign.isPlayed()).isTrue();
        assertThat(reign.believedSince()).isEmpty();
        assertThat(read(host, new FakeReference("late", 1))).isEqualTo(reign);
    }

    @Test
    void aHostIsPlayedSinceItsFirstTreeWasRead() {
        read(host, new FakeReference("host", 1));
        long before = System.nanoTime();

        Reign reign = read(scenario, played);

        assertThat(reign.believedSince()).isEqualTo(reign.since());
        assertThat(reign.since().getAsLong() - before).isNotNegative();
        assertThat(reign.since()).hasValue(keeper.state().readNanos());
        assertThat(read()).isEqualTo(reign);
    }

    @Test
    void soItIsWhereTheHostBeforeItCouldNotBeRead() {
        host.fail("broken");
        read(host, new FakeReference("host", 1));

        assertThat(read(scenario, played).believedSince()).isPresent();
    }

    @Test
    void orHasLeftSince() {
        FakeReference broken = new FakeReference("host", 1);
        host.fail("broken");
        read(host, broken);
        keeper.unbindSource(host, broken);

        assertThat(read(scenario, played).believedSince()).isPresent();
    }

    /** As where the multipath module is exchanged meanwhile: it has not seen that host. */
    @Test
    void orWhereThereIsAHostInWhosePlaceItIs() {
        keeper.bindSource(scenario, played);
        keeper.bindSource(host, new FakeReference("host", 1));

        assertThat(read().believedSince()).isPresent();
    }

    @Test
    void aHostThatComesBackIsBelievedWheneverSomethingWasRemovedFromIt() {
        read(host, new FakeReference("host", 1));
        read(scenario, played);
        keeper.unbindSource(scenario, played);

        Reign reign = read();

        assertThat(reign.isPlayed()).isFalse();
        assertThat(reign.since()).isPresent();
        assertThat(reign.believedSince()).isEmpty();
    }
}
