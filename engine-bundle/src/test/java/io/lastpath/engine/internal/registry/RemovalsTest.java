// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as gone with a card for which nobody was registered, and until when. */
class RemovalsTest {

    private static final TreeKey SLOT = TreeKey.of("/devices/slot");
    private static final TreeKey CARD = TreeKey.of("/devices/slot/card");
    private static final TreeKey TOLD = TreeKey.of("/devices/slot/card/p1");
    private static final TreeKey DISK_OF_TOLD = TreeKey.of("/devices/slot/card/p1/disk");
    private static final TreeKey LATE = TreeKey.of("/devices/slot/card/p3");
    private static final TreeKey OTHER = TreeKey.of("/devices/slot/cardinal");

    private final Removals removals = new Removals();

    @BeforeEach
    void removeTheCard() {
        removals.add(TOLD, Set.of("mpxio"));
        assertThat(removals.addNobodys(CARD)).isTrue();
    }

    private void assertGone(TreeKey... places) {
        assertThat(List.of(TOLD, CARD, LATE, OTHER).stream().filter(removals::contains))
                .containsExactly(places);
    }

    @Test
    void whatIsFirstRegisteredForBelowItHasGoneWithIt() {
        assertThat(removals.registered(LATE, "mpxio")).isTrue();
        assertThat(removals.registered(OTHER, "mpxio")).isFalse();

        assertGone(TOLD, CARD, LATE);
    }

    /** Some register for all that they know again and again. */
    @Test
    void noRegistrationBringsBackWhatCameLate() {
        removals.registered(LATE, "mpxio");

        assertThat(removals.registered(LATE, "mpxio")).isFalse();
        assertThat(removals.registered(LATE, "filesys")).isFalse();
        assertThat(removals.registered(LATE, "filesys")).isFalse();

        assertGone(TOLD, CARD, LATE);
    }

    @Test
    void whoHasSeenAgainWhatCameLateBringsBackTheCardAsWell() {
        removals.registered(LATE, "mpxio");

        assertThat(removals.seenAgain(LATE)).isTrue();

        assertGone(TOLD);
        assertThat(removals.seenAgain(LATE)).isFalse();
    }

    @Test
    void whoHasSeenAgainWhatWasToldBringsBackAllThatWasNot() {
        removals.registered(LATE, "mpxio");

        removals.seenAgain(TOLD);

        assertGone();
    }

    @Test
    void whatWasToldComesBackOnlyOnceAllWhoWereToldHaveRegisteredAgain() {
        removals.add(TOLD, Set.of("guard"));

        assertThat(removals.registered(TOLD, "guard")).isFalse();
        assertThat(removals.registered(TOLD, "guard")).isFalse();
        assertGone(TOLD, CARD);

        assertThat(removals.registered(TOLD, "mpxio")).isTrue();
        assertGone(CARD);
    }

    @Test
    void whoWasNotToldBringsNothingBack() {
        assertThat(removals.registered(TOLD, "guard")).isFalse();
        assertThat(removals.registered(TOLD, "guard")).isFalse();

        assertGone(TOLD, CARD);
    }

    @Test
    void theNextModuleOfANameKnowsNothingOfWhatTheLastOneWasTold() {
        removals.left("mpxio");

        assertThat(removals.registered(TOLD, "mpxio")).isFalse();
        assertGone(TOLD, CARD);
    }

    /** A file system may register for its disk again although nobody has seen the HBA. */
    @Test
    void whatComesBackBelowSomethingThatHasNotLeavesTheCardGone() {
        removals.add(DISK_OF_TOLD, Set.of("filesys"));

        assertThat(removals.registered(DISK_OF_TOLD, "filesys")).isTrue();

        assertGone(TOLD, CARD);
    }

    @Test
    void anOnlineOfWhatItIsBelowBringsItBackAndNotWhatWasTold() {
        removals.registered(LATE, "mpxio");

        assertThat(removals.online(SLOT)).isTrue();

        assertGone(TOLD);
        assertThat(removals.online(SLOT)).isFalse();
    }

    @Test
    void anOnlineOfWhatCameLateBringsBackThatAlone() {
        removals.registered(LATE, "mpxio");

        assertThat(removals.online(LATE)).isTrue();

        assertGone(TOLD, CARD);
    }

    @Test
    void theFirstRegistrationForItselfBringsNothingBack() {
        assertThat(removals.registered(CARD, "mpxio")).isFalse();
        assertGone(TOLD, CARD);

        assertThat(removals.registered(CARD, "mpxio")).isTrue();
        assertGone(TOLD);
    }

    @Test
    void aLaterRunKnowsThatNobodyWasRegistered() {
        Removals later = new Removals();
        later.load(removals.all());

        later.registered(LATE, "mpxio");
        later.registered(TOLD, "mpxio");
        assertThat(List.of(TOLD, CARD, LATE)).allMatch(later::contains);

        later.seenAgain(TOLD);
        assertThat(List.of(TOLD, CARD, LATE)).noneMatch(later::contains);
    }

    @Test
    void whoWasToldMeanwhileBringsItBackByHimself() {
        removals.registered(CARD, "mpxio");
        assertThat(removals.add(CARD, Set.of("mpxio"))).isTrue();

        removals.seenAgain(TOLD);

        assertGone(CARD);
    }
}
