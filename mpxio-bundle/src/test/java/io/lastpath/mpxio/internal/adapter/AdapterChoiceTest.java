// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import static io.lastpath.devinfo.DeviceTreeSource.ADAPTER;
import static io.lastpath.devinfo.PathState.FAULT;
import static io.lastpath.devinfo.PathState.OFFLINE;
import static io.lastpath.devinfo.PathState.ONLINE;
import static io.lastpath.devinfo.PathState.STANDBY;
import static io.lastpath.devinfo.PathState.UNKNOWN;
import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.mpxio.internal.support.Waiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** Which of several adapters is read. */
class AdapterChoiceTest extends KeeperOfAdapters {

    @Test
    void theAdapterOfTheHighestRankingIsRead() {
        FakeReference low = new FakeReference("low", 1);
        FakeReference high = new FakeReference("high", 2);
        FakeSource lowSource = new FakeSource(ONE);
        keeper.bindSource(new FakeSource(OTHER), high);
        keeper.bindSource(lowSource, low);

        Refresh refresh = keeper.refresh();

        assertThat(refresh.isGood()).isTrue();
        assertThat(refresh.state().adapter()).isEqualTo("high");
        assertThat(refresh.state().table().phcis()).containsExactly("/b");
        assertThat(lowSource.snapshots()).isZero();
        assertThat(keeper.adapters()).extracting(Adapter::name).containsExactly("high", "low");
    }

    @Test
    void anAdapterThatIsChosenIsReadWhateverItsRanking() {
        FakeSource low = new FakeSource(ONE);
        keeper.bindSource(low, new FakeReference("low", 1));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        keeper.refresh();

        keeper.use("low");

        assertThat(keeper.state().staleReason())
                .isEqualTo("device tree adapter low is in use now and was not read yet");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("low");
        assertThat(keeper.chosen()).isEqualTo("low");
        assertThat(keeper.inUse().map(Adapter::name)).contains("low");

        keeper.use("");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("high");
    }

    @Test
    void whoAsksIsToldWhichAdapterIsInUseAndThatItIsAnotherOne() {
        List<Object> told = new CopyOnWriteArrayList<>();
        KeptTree tree = new KeptTree(keeper);
        Runnable listener = () -> told.add(tree.adapter().getOrDefault(ADAPTER, "none"));
        assertThat(tree.adapter()).isEmpty();
        tree.addAdapterListener(listener);

        keeper.bindSource(new FakeSource(ONE), new FakeReference("low", 1));
        Waiting.until("low is told", () -> told.contains("low"));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        Waiting.until("high is told", () -> told.contains("high"));
        told.clear();
        keeper.use("low");
        Waiting.until("the choice is told", () -> told.contains("low"));

        tree.removeAdapterListener(listener);
        List<Object> last = new CopyOnWriteArrayList<>();
        tree.addAdapterListener(() -> last.add(tree.adapter().get(ADAPTER)));
        keeper.use("low");
        Waiting.until("what was queued is through", () -> last.contains("low"));
        told.clear();
        keeper.use("high");
        Waiting.until("the last one is told", () -> last.contains("high"));
        assertThat(told).isEmpty();
        assertThat(tree.adapter()).containsEntry(Constants.SERVICE_RANKING, 2);
    }

    @Test
    void nobodyTakesThePlaceOfAChosenAdapterThatLeft() {
        FakeReference chosen = new FakeReference("chosen", 1);
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, chosen);
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        keeper.use("chosen");
        keeper.refresh();

        keeper.unbindSource(source, chosen);

        String missing =
                "device tree adapter chosen, which was chosen, is not in service, only high";
        assertThat(keeper.inUse()).isEmpty();
        assertThat(keeper.state().staleReason()).isEqualTo(missing);
        assertThat(keeper.refresh().failure()).isEqualTo(missing);
        assertThat(keeper.state().table().phcis()).containsExactly("/a");

        keeper.bindSource(source, new FakeReference("chosen", 1));
        assertThat(keeper.refresh().isGood()).isTrue();
    }

    @Test
    void theLogSaysWhichAdapterIsInUse() {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("low", 1));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        keeper.use("low");

        String line = "info [Device tree adapter {} is in use now., ";
        assertThat(logs.lines())
                .filteredOn(each -> each.startsWith(line))
                .containsExactly(line + "low]", line + "high]", line + "low]");
    }

    @Test
    void aChoiceThatIsNotInServiceIsRefusedAndNamesThoseThatAre() {
        keeper.use(""); // nothing to refuse
        keeper.bindSource(new FakeSource(ONE), new FakeReference("one", 1));

        assertThatThrownBy(() -> keeper.use("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no adapter other is in service, only one");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("one");
    }

    @Test
    void theConfigurationChoosesAndGoesBeforeAnEarlierChoiceOnceItChanges() {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("low", 1));
        keeper.bindSource(new FakeSource(OTHER), new FakeReference("high", 2));
        choose("low");
        assertThat(keeper.refresh().state().adapter()).isEqualTo("low");

        keeper.use("high");
        choose("low"); // no change
        assertThat(keeper.refresh().state().adapter()).isEqualTo("high");

        choose("");
        keeper.use("low");
        choose("absent");
        assertThat(keeper.state().staleReason())
                .isEqualTo(
                        "device tree adapter absent, which was chosen, is not in service, only"
                                + " high, low");
    }

    @Test
    void aConfiguredAdapterThatIsNotThereIsAWarningOnceForEachChangeThatNamesThosePresent() {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("one", 1));
        FakeReference two = new FakeReference("two", 2);
        FakeSource second = new FakeSource(OTHER);

        choose("nope");
        Waiting.until("it is warned", () -> !warnings().isEmpty());
        keeper.bindSource(second, two);
        Waiting.until("the change is warned", () -> warnings().size() == 2);
        choose("one");
        choose("nope");
        Waiting.until("its coming back is warned", () -> warnings().size() == 3);

        assertThat(warnings())
                .satisfiesExactly(
                        one -> assertThat(one).contains("nope, which was chosen", "only one]"),
                        one -> assertThat(one).contains("nope, which was chosen", "only two, one]"),
                        one -> assertThat(one).contains("two, one]", "io.lastpath.mpxio.cfg"));
    }

    private List<String> warnings() {
        return logs.lines().stream().filter(line -> line.contains("which was chosen")).toList();
    }

    private void choose(String adapter) {
        settings.modified(Settings.config("exact", 256, 30_000, adapter));
    }

    @Test
    void whoeverWantsTheTreeItselfGetsWhatTheTableWasMadeOf() throws Exception {
        keeper.bindSource(new FakeSource(ONE), new FakeReference("one", 0));

        DeviceTreeReader.Reading reading = new KeptTree(keeper).read();

        assertThat(reading.adapter()).isEqualTo("one");
        assertThat(reading.description()).isEqualTo("a list in a test");
        assertThat(reading.nodes()).isEqualTo(ONE);
        assertThat(keeper.state().table().phcis()).containsExactly("/a");
    }

    @Test
    void whoeverWantsToKnowIsToldThroughWhichPhcisAClientCouldCarryIoWhenTheTreeWasLastRead() {
        FakeSource source =
                new FakeSource(
                        List.of(
                                client("/one", path("/a", FAULT), path("/b", STANDBY)),
                                client("/two", path("/a", OFFLINE), path("/b", UNKNOWN))));
        keeper.bindSource(source, new FakeReference("one", 0));
        KeptTree tree = new KeptTree(keeper);
        assertThat(tree.usablePhcis("/devices/one")).as("not read yet").isEmpty();

        keeper.refresh();
        assertThat(tree.usablePhcis("/devices/one")).containsExactly("/devices/b");
        assertThat(tree.usablePhcis("/devices/two")).isEmpty();
        assertThat(tree.usablePhcis("/devices/three")).isEmpty();

        source.set(List.of(client("/one", path("/a", ONLINE), path("/b", FAULT))));
        keeper.refresh();
        assertThat(tree.usablePhcis("/devices/one")).containsExactly("/devices/a");
    }

    @Test
    void theTreeItselfIsNotToBeHadFromAFailedRead() {
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, new FakeReference("one", 0));
        source.fail("di_init: Permission denied");

        assertThatThrownBy(new KeptTree(keeper)::read)
                .isInstanceOf(DeviceTreeException.class)
                .hasMessage("di_init: Permission denied");
    }

    @Test
    void ofEqualRankingTheOlderServiceIsRead() {
        FakeReference older = new FakeReference("older", 0);
        FakeReference younger = new FakeReference("younger", 0);
        keeper.bindSource(new FakeSource(OTHER), younger);
        keeper.bindSource(new FakeSource(ONE), older);

        assertThat(keeper.refresh().state().adapter()).isEqualTo("older");
    }

    @Test
    void twoAdaptersOfOneNameAreToldApart() {
        FakeReference first = new FakeReference("twin", 1);
        FakeReference second = new FakeReference("twin", 0);
        keeper.bindSource(new FakeSource(ONE), first);
        keeper.bindSource(new FakeSource(OTHER), second);

        assertThat(keeper.adapters())
                .extracting(Adapter::name)
                .containsExactly("twin", "twin-" + second.getProperty(Constants.SERVICE_ID));
    }

    @Test
    void anAdapterInUseThatLeavesMakesTheTableStaleAtOnce() {
        FakeReference reference = new FakeReference("one", 0);
        FakeSource source = new FakeSource(ONE);
        keeper.bindSource(source, reference);
        keeper.refresh();

        keeper.unbindSource(source, reference);

        assertThat(keeper.state().staleReason()).isEqualTo("no device tree adapter in service");
        assertThat(keeper.state().table().phcis()).containsExactly("/a");
    }
}
