// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as gone with a card, and until when. */
class RemovalsTest {

    private static final TreeKey SLOT = TreeKey.of("/devices/slot");
    private static final TreeKey CARD = TreeKey.of("/devices/slot/card");
    private static final TreeKey TOLD = TreeKey.of("/devices/slot/card/p1");
    private static final TreeKey LATE = TreeKey.of("/devices/slot/card/p3");
    private static final TreeKey OTHER = TreeKey.of("/devices/slot/cardinal");

    private final Removals removals = new Removals();

    @BeforeEach
    void removeTheCard() {
        assertThat(removals.add(TOLD)).isTrue();
        assertThat(removals.addWhole(CARD)).isTrue();
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
        removals.isBack(CARD);

        removals.add(SLOT);

        assertGone(SLOT, TOLD);
    }

    @Test
    void whatIsBackBringsBackWhatItIsBelow() {
        assertThat(removals.isBack(LATE)).isTrue();

        assertGone(TOLD);
        assertThat(removals.isBack(LATE)).isFalse();
    }

    @Test
    void whatWasToldComesBackByItself() {
        removals.isBack(CARD);
        assertGone(TOLD);

        assertThat(removals.isBack(TOLD)).isTrue();
        assertGone();
    }

    @Test
    void whatIsToldAgainStaysGoneAsAWhole() {
        assertThat(removals.add(CARD)).isFalse();

        assertGone(TOLD, CARD, LATE);
    }

    @Test
    void aLaterRunKnowsWhatIsGoneAsAWhole() {
        Removals later = new Removals();
        later.add(OTHER);
        later.load(removals.all());

        assertThat(List.of(TOLD, CARD, LATE)).allMatch(later::contains);
        assertThat(later.contains(OTHER)).isFalse();

        later.isBack(TOLD);
        assertThat(List.of(TOLD, CARD, LATE)).noneMatch(later::contains);
    }
}
