// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RcmFlagsTest {

    private static final RcmFlags FORCED_QUERY = RcmFlags.QUERY.with(RcmFlags.FORCE);

    @Test
    void aSetHasWhatWasAddedAndNothingElse() {
        assertThat(FORCED_QUERY.has(RcmFlags.QUERY)).isTrue();
        assertThat(FORCED_QUERY.has(RcmFlags.FORCE)).isTrue();
        assertThat(FORCED_QUERY.has(RcmFlags.FILESYS)).isFalse();
    }

    @Test
    void severalFlagsAreThereOnlyIfAllAre() {
        assertThat(FORCED_QUERY.has(FORCED_QUERY)).isTrue();
        assertThat(RcmFlags.QUERY.has(FORCED_QUERY)).isFalse();
        assertThat(RcmFlags.NONE.has(RcmFlags.NONE)).isTrue();
    }

    @Test
    void addingTwiceAndTakingAwayWhatIsNotThereChangesNothing() {
        assertThat(FORCED_QUERY.with(RcmFlags.FORCE)).isEqualTo(FORCED_QUERY);
        assertThat(FORCED_QUERY.without(RcmFlags.SCOPE)).isEqualTo(FORCED_QUERY);
        assertThat(FORCED_QUERY.without(RcmFlags.FORCE)).isEqualTo(RcmFlags.QUERY);
    }

    @Test
    void aSetShowsItsNamesInOrder() {
        assertThat(FORCED_QUERY).hasToString("QUERY|FORCE");
        assertThat(RcmFlags.NONE).hasToString("NONE");
    }

    @Test
    void bitsWithoutANameAreCarriedAlongAndShown() {
        RcmFlags odd = new RcmFlags(Integer.MIN_VALUE | 1 << 18 | 4);

        assertThat(odd).hasToString("QUERY|0x40000|0x80000000");
        assertThat(odd.without(RcmFlags.QUERY).bits()).isEqualTo(Integer.MIN_VALUE | 1 << 18);
    }
}
