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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which PHCIs the coordinator is told that they are there again. */
class ComebacksTest {

    private static final PathState ON = PathState.ONLINE;
    private static final String A = "/devices/a";
    private static final long LEFT = 3;
    private static final long ASKED = 7;
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
    private final Set<Long> times = new HashSet<>();
    private Set<String> removed = Set.of();

    private final FakeHandle handle =
            new FakeHandle() {
                @Override
                public boolean isRemoved(String resource) {
                    return removed.contains(resource);
                }

                @Override
                public void seenAgain(String resource, long seen) {
                    told.add(resource);
                    times.add(seen);
                }
            };

    private void tell() {
        Comebacks.Sign sign = comebacks.of(A, shown.adapter());
        sign.tell(handle, shown.table());
        comebacks.forget(sign);
    }

    @Test
    void nothingIsToldOfWhatIsShownAllTheTime() {
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatHasLeftTheTreeOfAnAdapterIsBackOnceTheSameShowsItAgain() {
        comebacks.left(A, "test", LEFT);

        tell();
        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatHasLeftTheTreeOfOneAdapterIsNotBackWhereAnotherShowsIt() {
        comebacks.left(A, "other", LEFT);

        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatHasLeftOneAfterTheOtherIsBackWithTheLast() {
        comebacks.left(A, "other", LEFT);
        comebacks.left(A, "test", LEFT);

        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void bothSignsAreToldEachWithItsTime() {
        comebacks.believe(shown.table(), ASKED);
        comebacks.left(A, "test", LEFT);

        tell();

        assertThat(told).containsExactly(A, A);
        assertThat(times).containsExactlyInAnyOrder(ASKED, LEFT);
    }

    @Test
    void whatIsSaidWhileTheSameIsToldIsToldTheNextTime() {
        comebacks.believe(shown.table(), ASKED);
        Comebacks.Sign sign = comebacks.of(A, shown.adapter());
        comebacks.believe(shown.table(), ASKED + 1);
        comebacks.forget(sign);

        assertThat(comebacks.isBelieved(A)).isTrue();
    }

    @Test
    void whatIsBelievedIsToldOnceAndWithItTheDisksThatWereRemoved() {
        removed = Set.of(A, OTHER);
        comebacks.believe(shown.table(), ASKED);
        assertThat(comebacks.isBelieved(A)).isTrue();

        tell();
        tell();

        assertThat(told).containsExactly(A, OTHER);
        assertThat(comebacks.isBelieved(A)).isFalse();
    }

    @Test
    void allDisksOfWhatHasLeftAndComeBackAreBackThatWereRemoved() {
        removed = Set.of(DISK, OTHER);
        comebacks.left(A, "test", LEFT);

        tell();

        assertThat(told).containsExactlyInAnyOrder(A, DISK, OTHER).startsWith(A);
    }

    @Test
    void whatLeadsToNoDiskIsNotBelieved() {
        comebacks.believe(shown.table(), ASKED);

        assertThat(comebacks.isBelieved("/devices/bare")).isFalse();
        assertThat(comebacks.isBelieved("/devices/b")).isTrue();
    }

    private void assertNotBelievedOnceThisIsShown(GroupTable later) {
        comebacks.believe(shown.table(), ASKED);
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
        comebacks.believe(
                Nodes.table(List.of(client("/disk", lostPath(ON), path("/a", ON)))), ASKED);

        tell();

        assertThat(told).containsExactly(A);
    }

    @Test
    void whatIsBelievedStaysSoWhileItIsShown() {
        comebacks.believe(shown.table(), ASKED);
        comebacks.show(shown.table());

        tell();

        assertThat(told).containsExactly(A);
    }
}
