// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** Which of several adapters that give themselves one name is meant by it. */
class ChosenAdapterTest extends KeeperOfAdapters {

    private final FakeSource first = new FakeSource(ONE);
    private final FakeReference firstReference = new FakeReference("x", 1);
    private final FakeSource twin = new FakeSource(OTHER);
    private final FakeReference twinReference = new FakeReference("x", 5);
    private final String twinName = "x-" + twinReference.getProperty(Constants.SERVICE_ID);

    private void bindFirst() {
        keeper.bindSource(first, firstReference);
    }

    private void bindTwin() {
        keeper.bindSource(twin, twinReference);
    }

    private List<String> shown() {
        assertThat(keeper.refresh().failure()).isEmpty();
        return keeper.state().table().phcis();
    }

    private void assertNoneIsUsed() {
        assertThat(keeper.inUse()).isEmpty();
        assertThat(keeper.refresh().failure())
                .isEqualTo(
                        "device tree adapter x, which was chosen, is not in service, only "
                                + twinName);
        assertThat(keeper.state().table().phcis()).containsExactly("/a");
    }

    @Test
    void oneThatComesUnderTheNameDoesNotReplaceItWhateverItsRanking() {
        bindFirst();
        keeper.use("x");

        bindTwin();
        assertThat(shown()).containsExactly("/a");

        keeper.updatedSource(twinReference);
        assertThat(shown()).containsExactly("/a");
    }

    @Test
    void soItIsWithAConfiguredName() {
        settings.modified(Settings.config("exact", 256, 30_000, "x"));
        bindFirst();

        bindTwin();

        assertThat(shown()).containsExactly("/a");
    }

    @Test
    void oneThatWasThereBesideItDoesNotTakeItsPlace() {
        bindTwinAfterChoosing();

        keeper.unbindSource(first, firstReference);

        assertNoneIsUsed();
    }

    private void bindTwinAfterChoosing() {
        bindFirst();
        keeper.use("x");
        bindTwin();
        assertThat(shown()).containsExactly("/a");
    }

    /** The twin may be of another host, whatever else comes. */
    @Test
    void norDoesItOnceOneOfAnotherNameComes() {
        bindTwinAfterChoosing();
        keeper.unbindSource(first, firstReference);

        keeper.bindSource(new FakeSource(OTHER), new FakeReference("unrelated", 9));

        assertThat(keeper.inUse()).isEmpty();
        assertThat(keeper.refresh().failure())
                .contains("x, which was chosen, is not in service, only unrelated");
        assertThat(keeper.state().table().phcis()).containsExactly("/a");
    }

    @Test
    void oneThatWasThereWhenItWasChosenDoesNotEither() {
        bindFirst();
        bindTwin();
        keeper.use("x");
        assertThat(shown()).containsExactly("/a");

        keeper.unbindSource(first, firstReference);

        assertNoneIsUsed();
    }

    @Test
    void oneThatComesUnderTheNameOnceItHasLeftIsUsed() {
        bindTwinAfterChoosing();
        keeper.unbindSource(first, firstReference);
        assertNoneIsUsed();

        first.set(hosts("/later"));
        keeper.bindSource(first, new FakeReference("x", 0));

        assertThat(shown()).containsExactly("/later");
    }

    @Test
    void whereAnotherOneLeavesNothingChanges() {
        bindTwinAfterChoosing();

        keeper.unbindSource(twin, twinReference);

        assertThat(shown()).containsExactly("/a");
    }

    @Test
    void theNameThatOneHasHereGoesBeforeThatWhichAnotherOneGivesItself() {
        bindFirst();
        bindTwin();

        keeper.use("x");
        assertThat(shown()).containsExactly("/a");

        keeper.use(twinName);
        assertThat(shown()).containsExactly("/b");
    }

    @Test
    void whoChoosesTheNameAnewGetsTheOneThatGivesItselfThatNameAndKeepsIt() {
        bindTwinAfterChoosing();
        keeper.unbindSource(first, firstReference);

        keeper.use("x");
        assertThat(shown()).containsExactly("/b");

        keeper.bindSource(first, new FakeReference("x", 9));
        assertThat(shown()).containsExactly("/b");
    }

    @Test
    void aChoiceThatIsRefusedChangesNothing() {
        bindTwinAfterChoosing();

        assertThatThrownBy(() -> keeper.use("nobody")).hasMessageContaining("only " + twinName);
        keeper.unbindSource(first, firstReference);

        assertNoneIsUsed();
    }
}
