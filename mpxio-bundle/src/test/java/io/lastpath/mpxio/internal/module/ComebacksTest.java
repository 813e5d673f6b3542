// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which PHCIs the coordinator is told that they are there again. */
class ComebacksTest {

    private static final PathState ON = PathState.ONLINE;
    private static final String A = "/devices/a";
    private static final long SAME_ONE = 1;

    /** Of the same name, for all that it matters. */
    private static final long OTHER_ONE = 2;

    private static final long LEFT = 3;
    private static final long ASKED = 7;
    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";

    /** Read by the first adapter, as all tables of {@link Nodes} are. */
    private final TableState shown =
            Nodes.state(
                    List.of(
                            client("/disk", path("/a", ON), path("/b", ON)),
                            client("/other", path("/a", ON)),
                            phci("/bare")));

    private final Comebacks comebacks = new Comebacks();
    private final List<String> told = new ArrayList<>();
    private final Set<Long> times = new HashSet<>();
    private final Set<Long> bounds = new HashSet<>();
    private Set<String> removed = Set.of();

    private final FakeHandle handle =
            new FakeHandle() {
                @Override
                public boolean isRemoved(String resource) {
                    return removed.contains(resource);
                }

                @Override
                public void seenAgain(String resource, long since, long seen) {
                    told.add(resource);
                    times.add(seen);
                    bounds.add(since);
                }
            };

    private void tell() {
        Sign sign = comebacks.of(A, shown.source());
        sign.tell(handle, shown.table());
        comebacks.forget(sign);
    }

    private static TableState read(long adapter, long began, DeviceNode... nodes) {
        GroupTable table = Nodes.table(List.of(nodes));
        return TableState.unread().withTable(table, "test", adapter, "", Instant.now(), began);
    }

    private static TableState without(long adapter, long began) {
        return read(adapter, began, client("/disk", path("/b", ON)));
    }

    @Test
    void nothingIsToldOfWhatIsShownAllTheTime() {
        comebacks.show(shown);
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatHasLeftTheTreeOfAnAdapterIsBackOnceTheSameShowsItAgain() {
        comebacks.show(shown);
        comebacks.show(without(SAME_ONE, 2));
        comebacks.show(without(SAME_ONE, LEFT));
        tell();
        assertThat(told).isEmpty();

        comebacks.show(shown);
        tell();
        tell();

        assertThat(told).containsExactly(A);
        assertThat(times).containsExactly(LEFT);
    }

    /** It may have been there, and be shown late. */
    @Test
    void whatIsShownForTheFirstTimeIsNotBack() {
        comebacks.show(without(SAME_ONE, LEFT));
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatHasLeftTheTreeOfOneAdapterIsNotBackWhereAnotherShowsIt() {
        comebacks.show(read(OTHER_ONE, 1, client("/disk", path("/a", ON))));
        comebacks.show(without(OTHER_ONE, LEFT));
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void norIsWhatAnotherAdapterDoesNotShowInBetween() {
        comebacks.show(shown);
        comebacks.show(without(OTHER_ONE, LEFT));
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void norIsWhatATreeWithAGapDoesNotShow() {
        comebacks.show(shown);
        comebacks.show(read(SAME_ONE, LEFT, client("/disk", lostPath(ON), path("/b", ON))));
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void norIsWhatAStaleTreeDoesNotShow() {
        comebacks.show(shown);
        comebacks.show(without(SAME_ONE, LEFT).stale("a change was announced meanwhile"));
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void norIsWhatLosesOnlyItsDisks() {
        comebacks.show(shown);
        comebacks.show(read(SAME_ONE, LEFT, phci("/a"), client("/disk", path("/b", ON))));
        comebacks.show(shown);
        tell();

        assertThat(told).isEmpty();
    }

    private void leaveAndComeBack() {
        comebacks.show(shown);
        comebacks.show(without(SAME_ONE, LEFT));
        comebacks.show(shown);
    }

    @Test
    void bothSignsAreToldEachWithItsTime() {
        leaveAndComeBack();
        comebacks.believe(shown, ASKED);

        tell();

        assertThat(told).containsExactly(A, A);
        assertThat(times).containsExactlyInAnyOrder(ASKED, LEFT);
    }

    @Test
    void whatIsSaidWhileTheSameIsToldIsToldTheNextTime() {
        comebacks.believe(shown, ASKED);
        Sign sign = comebacks.of(A, shown.source());
        comebacks.believe(shown, ASKED + 1);
        comebacks.forget(sign);

        assertThat(comebacks.of(A, SAME_ONE).isAny()).isTrue();
    }

    @Test
    void whatIsBelievedIsToldOnceAndWithItTheDisksThatWereRemoved() {
        removed = Set.of(A, OTHER);
        comebacks.believe(shown, ASKED);
        assertThat(comebacks.of(A, SAME_ONE).isAny()).isTrue();

        tell();
        tell();

        assertThat(told).containsExactly(A, OTHER);
        assertThat(comebacks.of(A, SAME_ONE).isAny()).isFalse();
    }

    @Test
    void allDisksOfWhatHasLeftAndComeBackAreBackThatWereRemoved() {
        removed = Set.of(DISK, OTHER);
        leaveAndComeBack();

        tell();

        assertThat(told).containsExactlyInAnyOrder(A, DISK, OTHER).startsWith(A);
    }

    @Test
    void whatLeadsToNoDiskIsNotBelieved() {
        comebacks.believe(shown, ASKED);

        assertThat(comebacks.of("/devices/bare", SAME_ONE).isAny()).isFalse();
        assertThat(comebacks.of("/devices/b", SAME_ONE).isAny()).isTrue();
    }

    private void assertNotBelievedOnceThisIsShown(GroupTable later) {
        comebacks.believe(shown, ASKED);
        comebacks.show(TableState.unread().withTable(later, "test", 1, "", Instant.now(), 1));
        comebacks.show(shown);

        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatALaterTableDoesNotShowIsBelievedNoMore() {
        assertNotBelievedOnceThisIsShown(Nodes.table(List.of(client("/disk", path("/b", ON)))));
    }

    @Test
    void norIsWhatALaterTableShowsWithoutADisk() {
        assertNotBelievedOnceThisIsShown(
                Nodes.table(List.of(phci("/a"), client("/disk", path("/b", ON)))));
    }

    @Test
    void norIsWhatATreeWithAGapDoesNotShowBelieved() {
        assertNotBelievedOnceThisIsShown(
                Nodes.table(List.of(client("/disk", lostPath(ON), path("/b", ON)))));
    }

    @Test
    void whatATreeWithAGapShowsIsBelieved() {
        comebacks.believe(
                Nodes.state(List.of(client("/disk", lostPath(ON), path("/a", ON)))), ASKED);

        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatIsBelievedStaysSoWhileItIsShown() {
        comebacks.believe(shown, ASKED);
        comebacks.show(shown);

        tell();

        assertThat(told).containsExactly(A);
    }

    private static TableState after(TableState before, long adapter, long began) {
        GroupTable table = Nodes.table(List.of(client("/disk", path("/a", ON))));
        return before.withTable(table, "test", adapter, "", Instant.now(), began);
    }

    @Test
    void aFirstAdapterSaysItOfWhateverWasRemovedBefore() {
        leaveAndComeBack();

        tell();

        assertThat(bounds).containsExactly(LEFT - Long.MAX_VALUE);
    }

    @Test
    void aLaterOneSaysItOnlyOfWhatWasRemovedSinceItIsInUse() {
        TableState first = after(shown, OTHER_ONE, 20);
        comebacks.show(first);
        comebacks.show(first.withTable(GroupTable.EMPTY, "test", OTHER_ONE, "", Instant.now(), 30));
        comebacks.show(after(first, OTHER_ONE, 40));

        Sign sign = comebacks.of(A, OTHER_ONE);
        sign.tell(handle, first.table());

        assertThat(bounds).containsExactly(20L);
        assertThat(times).containsExactly(30L);
    }

    @Test
    void whatHasComeBackInTheTreeOfOneAdapterIsNotToldWhileAnotherIsInUse() {
        leaveAndComeBack();

        assertThat(comebacks.of(A, OTHER_ONE).isAny()).isFalse();
        assertThat(comebacks.of(A, SAME_ONE).isAny()).isTrue();
    }

    @Test
    void norIsWhatIsBelievedOfItsTree() {
        comebacks.believe(shown, ASKED);
        comebacks.show(without(OTHER_ONE, LEFT));

        assertThat(comebacks.of(A, OTHER_ONE).isAny()).isFalse();
        assertThat(comebacks.of(A, SAME_ONE).isAny()).isTrue();
    }
}
