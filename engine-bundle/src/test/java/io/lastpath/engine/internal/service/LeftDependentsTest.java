// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that one adapter took along, which is removed, and that another adapter keeps away. */
class LeftDependentsTest {

    private static final String TAKER = "/devices/taker";
    private static final String OTHER = "/devices/card/other";
    private static final String CARD = "/devices/card";
    private static final String DISK = "/disk";
    private static final String VOLUME = "/volume";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule volume = new TestModule(VOLUME);
    private final TestModule disk = new PassingModule(List.of(VOLUME), DISK);
    private final List<String> left = new ArrayList<>();

    /** Passes on to the disk, and leaves it to the other adapter when this one is removed. */
    private final class Taker extends TestModule {

        Taker() {
            super(TAKER);
            offline = (handle, resource, flags) -> passed(handle.requestOffline(disks(), flags));
        }

        @Override
        public ModuleReply notifyRemove(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            left.addAll(handle.leave(List.of("/nothing", DISK), OTHER));
            return passed(left.isEmpty() ? handle.notifyRemove(disks(), flags) : RcmReply.SUCCESS);
        }

        private static List<String> disks() {
            return List.of(DISK);
        }

        private static ModuleReply passed(RcmReply reply) {
            return new ModuleReply(reply.result(), "", reply.tuples(), reply.assessments());
        }
    }

    @BeforeEach
    void start() {
        fixture.arrive("volume", volume);
        fixture.arrive("disk", disk);
        fixture.arrive("taker", new Taker());
        fixture.arrive("other", new TestModule(OTHER));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private RcmHandle process(long pid) {
        return fixture.process(pid);
    }

    private List<String> open() {
        return fixture.engine.drRequests().stream().map(DrRequest::resource).toList();
    }

    private void take(String other) {
        process(8).requestOffline(List.of(other), NONE);
        process(7).requestOffline(List.of(TAKER), NONE);
        assertThat(open()).contains(DISK, VOLUME);
    }

    @Test
    void whatIsLeftStaysOutWithAllThatHangsByIt() {
        take(OTHER);

        assertThat(process(7).notifyRemove(List.of(TAKER), NONE).isSuccess()).isTrue();

        assertThat(left).containsExactly(DISK);
        assertThat(open()).containsExactlyInAnyOrder(OTHER, DISK, VOLUME);
        assertThat(disk.calls).noneMatch(call -> call.startsWith("remove"));
        assertThat(volume.calls).last().isEqualTo("offline " + VOLUME + " NONE");
    }

    /** Its module knows nothing of the disk, so that the coordinator gives it back. */
    @Test
    void whatIsLeftEndsWithTheRequestThatItWasLeftTo() {
        take(OTHER);
        process(7).notifyRemove(List.of(TAKER), NONE);

        process(8).notifyOnline(List.of(OTHER), NONE);

        assertThat(open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(volume.calls).containsOnlyOnce("online " + VOLUME + " NONE");
    }

    @Test
    void whatIsAboveTheOtherKeepsItAwayAsWell() {
        take(CARD);

        process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).containsExactly(DISK);
        assertThat(open()).containsExactlyInAnyOrder(CARD, DISK, VOLUME);
    }

    @Test
    void nothingIsLeftToWhatIsNotOut() {
        process(7).requestOffline(List.of(TAKER), NONE);

        process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).isEmpty();
        assertThat(open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    @Test
    void nothingIsLeftToAMereQuestion() {
        process(7).requestOffline(List.of(TAKER), NONE);
        TestModule asked = new TestModule("/asked");
        asked.offline =
                (handle, resource, flags) -> {
                    process(7).notifyRemove(List.of(TAKER), NONE);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("asked", asked);

        process(8).requestOffline(List.of(OTHER, "/asked"), RcmFlags.QUERY);

        assertThat(left).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    /** What is out is out before and after a question. */
    @Test
    void aQuestionAboutWhatIsOutDoesNotKeepAnythingFromBeingLeftThere() {
        take(OTHER);
        TestModule asked = new TestModule("/asked");
        asked.offline =
                (handle, resource, flags) -> {
                    process(7).notifyRemove(List.of(TAKER), NONE);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("asked", asked);

        process(8).requestOffline(List.of(OTHER, "/asked"), RcmFlags.QUERY);

        assertThat(left).containsExactly(DISK);
        assertThat(open()).containsExactlyInAnyOrder(OTHER, DISK, VOLUME);
        process(8).notifyOnline(List.of(OTHER), NONE);
        assertThat(open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
    }

    @Test
    void nothingIsLeftToWhatIsSuspended() {
        process(8).requestSuspend(List.of(OTHER), NONE, Duration.ofSeconds(1));
        process(7).requestOffline(List.of(TAKER), NONE);

        process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    @Test
    void nobodyLeavesAnythingFromOutside() {
        take(OTHER);

        assertThat(process(7).leave(List.of(DISK), OTHER)).isEmpty();
    }
}
