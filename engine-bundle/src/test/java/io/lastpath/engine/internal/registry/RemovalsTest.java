// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as gone with a card, and until when. */
class RemovalsTest {

    private static final TreeKey SLOT = TreeKey.of("/devices/slot");
    private static final TreeKey CARD = TreeKey.of("/devices/slot/card");
    private static final TreeKey TOLD = TreeKey.of("/devices/slot/card/p1");
    private static final TreeKey LATE = TreeKey.of("/devices/slot/card/p3");
    private static final TreeKey OTHER = TreeKey.of("/devices/slot/cardinal");

    private final AtomicLong clock = new AtomicLong(100);
    private final Removals removals = new Removals(clock::get);

    @BeforeEach
    void removeTheCard() {
        assertThat(removals.add(TOLD)).isTrue();
        assertThat(removals.addWhole(CARD)).isTrue();
    }

    /** Whenever it was removed before that. */
    private static boolean isBack(Removals of, TreeKey place, long seen) {
        return of.isBack(place, seen - Long.MAX_VALUE, seen);
    }

    private boolean isBack(TreeKey place, long seen) {
        return isBack(removals, place, seen);
    }

    private void assertGone(TreeKey... places) {
        assertThat(List.of(SLOT, TOLD, CARD, LATE, OTHER).stream().filter(removals::contains))
                .containsExactly(places);
    }

    @Test
    void whatIsBelowWhatWasRemovedAsAWholeIsGoneWithIt() {
        assertGone(TOLD, CARD, LATE);
    }

    @Test
    void nothingIsGoneWithWhatWasToldByItself() {
        removals.add(SLOT);
        isBack(CARD, clock.get());

        removals.add(SLOT);

        assertGone(SLOT, TOLD);
    }

    @Test
    void whatIsBackBringsBackWhatItIsBelow() {
        assertThat(isBack(LATE, clock.get())).isTrue();

        assertGone(TOLD);
        assertThat(isBack(LATE, clock.get())).isFalse();
    }

    @Test
    void whatWasToldComesBackByItself() {
        isBack(CARD, clock.get());
        assertGone(TOLD);

        assertThat(isBack(TOLD, clock.get())).isTrue();
        assertGone();
    }

    @Test
    void whatIsToldAgainStaysGoneAsAWhole() {
        assertThat(removals.add(CARD)).isFalse();

        assertGone(TOLD, CARD, LATE);
    }

    @Test
    void aLaterRunKnowsWhatIsGoneAsAWhole() {
        Removals later = new Removals(clock::get);
        later.add(OTHER);
        later.load(removals.all());

        assertThat(List.of(TOLD, CARD, LATE)).allMatch(later::contains);
        assertThat(later.contains(OTHER)).isFalse();

        isBack(later, TOLD, clock.get());
        assertThat(List.of(TOLD, CARD, LATE)).noneMatch(later::contains);
    }

    @Test
    void whatWasRemovedAfterItWasSeenStaysGone() {
        long seen = clock.getAndIncrement();
        removals.add(CARD);

        assertThat(isBack(TOLD, seen)).isTrue();

        assertGone(TOLD, CARD, LATE);
        assertThat(isBack(TOLD, clock.get())).isTrue();
        assertGone();
    }

    @Test
    void whatAnEarlierRunKnewWasRemovedBeforeThisOneSawAnything() {
        long seen = clock.getAndIncrement();
        Removals later = new Removals(clock::get);
        later.load(removals.all());

        assertThat(isBack(later, TOLD, seen)).isFalse();
        assertThat(isBack(later, TOLD, clock.get())).isTrue();
    }

    @Test
    void whatWasRemovedBeforeTheTimeThatIsMeantStaysGone() {
        long since = clock.incrementAndGet();
        removals.add(OTHER);

        assertThat(removals.isBack(OTHER, since, clock.incrementAndGet())).isTrue();
        assertThat(removals.isBack(LATE, since, clock.get())).isFalse();

        assertGone(TOLD, CARD, LATE);
        assertThat(isBack(LATE, clock.get())).isTrue();
    }

    /** As on a host, and then on a simulated one in its place that has the same name. */
    @Test
    void whatWasRemovedWithinThatTimeAndBeforeStaysGone() {
        long since = clock.incrementAndGet();
        removals.add(TOLD);

        assertThat(removals.isBack(TOLD, since, clock.get())).isFalse();
        assertThat(isBack(TOLD, clock.get())).isTrue();
    }

    @Test
    void eachPlaceGoesByItsOwnTime() {
        long since = clock.incrementAndGet();
        removals.add(SLOT);

        assertThat(removals.isBack(TOLD, since, clock.get())).isTrue();

        assertGone(TOLD, CARD, LATE);
    }

    @Test
    void whatAnEarlierRunKnewWasRemovedBeforeAnyTimeThatIsMeant() {
        long since = clock.get();
        Removals later = new Removals(clock::get);
        later.load(removals.all());

        assertThat(later.isBack(TOLD, since, clock.get())).isFalse();
        assertThat(later.contains(LATE)).isTrue();
    }

    @Test
    void thoseBelowAPlaceAreFoundAndNoneBesideIt() {
        removals.add(OTHER);

        assertThat(removals.below(SLOT)).containsExactly(CARD, TOLD, OTHER);
        assertThat(removals.below(CARD)).containsExactly(TOLD);
        assertThat(removals.below(TOLD)).isEmpty();
    }
}
