// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.lostPath;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static io.lastpath.mpxio.internal.support.Nodes.phci;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which PHCIs the coordinator is told that they are there again. */
class ComebacksTest {

    private static final PathState ON = PathState.ONLINE;
    private static final String A = "/devices/a";
    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";

    /** Read by the adapter {@code test}, as all tables of {@link Nodes} are. */
    private final TableState shown =
            Nodes.state(
                    List.of(
                            client("/disk", path("/a", ON), path("/b", ON)),
                            client("/other", path("/a", ON)),
                            phci("/bare")));

    private final Comebacks comebacks = new Comebacks();
    private final List<String> told = new ArrayList<>();
    private Set<String> removed = Set.of();

    private final FakeHandle handle =
            new FakeHandle() {
                @Override
                public boolean isRemoved(String resource) {
                    return removed.contains(resource);
                }

                @Override
                public void seenAgain(String resource) {
                    told.add(resource);
                }
            };

    private void tell() {
        comebacks.tell(handle, A, shown);
    }

    @Test
    void nothingIsToldOfWhatIsShownAllTheTime() {
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatHasLeftTheTreeOfAnAdapterIsBackOnceTheSameShowsItAgain() {
        comebacks.left(A, "test");

        tell();
        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatHasLeftTheTreeOfOneAdapterIsNotBackWhereAnotherShowsIt() {
        comebacks.left(A, "other");

        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatHasLeftOneAfterTheOtherIsBackWithTheLast() {
        comebacks.left(A, "other");
        comebacks.left(A, "test");

        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatHasLeftIsNotBackOnceItIsRemovedAfterThat() {
        comebacks.left(A, "test");
        comebacks.removed(A);

        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsBelievedIsToldOnceAndWithItTheDisksThatWereRemoved() {
        removed = Set.of(A, OTHER);
        comebacks.believe(shown.table());
        assertThat(comebacks.isBelieved(A)).isTrue();

        tell();
        tell();

        assertThat(told).containsExactly(A, OTHER);
        assertThat(comebacks.isBelieved(A)).isFalse();
    }

    @Test
    void allDisksOfWhatHasLeftAndComeBackAreBackThatWereRemoved() {
        removed = Set.of(DISK, OTHER);
        comebacks.left(A, "test");

        tell();

        assertThat(told).containsExactlyInAnyOrder(A, DISK, OTHER).startsWith(A);
    }

    @Test
    void whatLeadsToNoDiskIsNotBelieved() {
        comebacks.believe(shown.table());

        assertThat(comebacks.isBelieved("/devices/bare")).isFalse();
        assertThat(comebacks.isBelieved("/devices/b")).isTrue();
    }

    private void assertNotBelievedOnceThisIsShown(GroupTable later) {
        comebacks.believe(shown.table());
        comebacks.show(later);
        comebacks.show(shown.table());

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
    void norIsWhatATreeWithAGapDoesNotShow() {
        assertNotBelievedOnceThisIsShown(
                Nodes.table(List.of(client("/disk", lostPath(ON), path("/b", ON)))));
    }

    @Test
    void whatATreeWithAGapShowsIsBelieved() {
        comebacks.believe(Nodes.table(List.of(client("/disk", lostPath(ON), path("/a", ON)))));

        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatIsBelievedStaysSoWhileItIsShown() {
        comebacks.believe(shown.table());
        comebacks.show(shown.table());

        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatWasBelievedBeforeItsRemovalIsNotBack() {
        comebacks.believe(shown.table());
        comebacks.removed(A);

        tell();

        assertThat(told).isEmpty();
        assertThat(comebacks.isBelieved("/devices/b")).isTrue();
    }
}
