// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
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

    private static final String TOO_LONG = "/" + "n".repeat(1023);

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule volume = new TestModule(VOLUME);
    private final TestModule disk = new PassingModule(List.of(VOLUME), DISK);
    private final Leaver taker = new Leaver(TAKER, DISK);
    private final TestModule other = new TestModule(OTHER);
    private final List<String> left = new ArrayList<>();

    /** Passes on to dependents, and leaves the disk to the other adapter when this is removed. */
    private final class Leaver extends TestModule {

        private String to = OTHER;

        Leaver(String resource) {
            super(resource);
        }

        Leaver(String resource, String... dependents) {
            this(resource);
            offline = (handle, any, flags) -> cascade(handle, flags, dependents);
        }

        @Override
        public ModuleReply notifyRemove(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            List<String> stay = handle.leave(List.of("/nothing", TOO_LONG, DISK), to);
            left.addAll(stay);
            if (stay.isEmpty()) {
                handle.notifyRemove(List.of(DISK), flags);
            }
            return ModuleReply.SUCCESS;
        }
    }

    @BeforeEach
    void start() {
        fixture.arrive("volume", volume);
        fixture.arrive("disk", disk);
        fixture.arrive("taker", taker);
        fixture.arrive("other", other);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void take(String other) {
        fixture.process(8).requestOffline(List.of(other), NONE);
        fixture.process(7).requestOffline(List.of(TAKER), NONE);
        assertThat(fixture.open()).contains(DISK, VOLUME);
    }

    /** Somebody asks about a resource; before he has his answer, an adapter is removed. */
    private void removeWhileAskedAbout(String adapter, long pid, String resource) {
        TestModule asked = new TestModule("/asked");
        asked.offline =
                (handle, any, flags) -> {
                    fixture.process(7).notifyRemove(List.of(adapter), NONE);
                    return ModuleReply.SUCCESS;
                };
        fixture.arrive("asked", asked);
        fixture.process(pid).requestOffline(List.of(resource, "/asked"), RcmFlags.QUERY);
    }

    @Test
    void whatIsLeftStaysOutWithAllThatHangsByIt() {
        take(OTHER);

        assertThat(fixture.process(7).notifyRemove(List.of(TAKER), NONE).isSuccess()).isTrue();

        assertThat(left).containsExactly(DISK);
        assertThat(fixture.open()).containsExactlyInAnyOrder(OTHER, DISK, VOLUME);
        assertThat(disk.calls).noneMatch(call -> call.startsWith("remove"));
        assertThat(volume.calls).last().isEqualTo("offline " + VOLUME + " NONE");
    }

    /** Its module knows nothing of the disk, so that the coordinator gives it back. */
    @Test
    void whatIsLeftEndsWithTheRequestThatItWasLeftTo() {
        take(OTHER);
        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        fixture.process(8).notifyOnline(List.of(OTHER), NONE);

        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
        assertThat(volume.calls).containsOnlyOnce("online " + VOLUME + " NONE");
    }

    @Test
    void whatIsAboveTheOtherKeepsItAwayAsWell() {
        take(CARD);

        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).containsExactly(DISK);
        assertThat(fixture.open()).containsExactlyInAnyOrder(CARD, DISK, VOLUME);
    }

    @Test
    void nothingIsLeftToWhatIsNotOut() {
        fixture.process(7).requestOffline(List.of(TAKER), NONE);

        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).isEmpty();
        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    @Test
    void nothingIsLeftToAMereQuestion() {
        fixture.process(7).requestOffline(List.of(TAKER), NONE);
        removeWhileAskedAbout(TAKER, 8, OTHER);

        assertThat(left).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    /** What is out is out before and after a question. */
    @Test
    void aQuestionAboutWhatIsOutDoesNotKeepAnythingFromBeingLeftThere() {
        take(OTHER);
        removeWhileAskedAbout(TAKER, 8, OTHER);

        assertThat(left).containsExactly(DISK);
        assertThat(fixture.open()).containsExactlyInAnyOrder(OTHER, DISK, VOLUME);
        fixture.process(8).notifyOnline(List.of(OTHER), NONE);
        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
    }

    @Test
    void nothingIsLeftToWhatIsSuspended() {
        fixture.process(8).requestSuspend(List.of(OTHER), NONE, Duration.ofSeconds(1));
        fixture.process(7).requestOffline(List.of(TAKER), NONE);

        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    @Test
    void nobodyLeavesAnythingFromOutside() {
        take(OTHER);

        assertThat(fixture.process(7).leave(List.of(DISK), OTHER)).isEmpty();
    }

    @Test
    void theHandleOfACallbackThatIsOverLeavesNothing() {
        take(OTHER);

        assertThat(taker.lastHandle.leave(List.of(DISK), OTHER)).isEmpty();
    }

    /** What it has taken stays away until it is brought back. */
    @Test
    void whatCouldNotLetGoAtTheCommitIsOutAsWell() {
        other.offline =
                (handle, resource, flags) ->
                        flags.has(RcmFlags.QUERY)
                                ? ModuleReply.SUCCESS
                                : ModuleReply.refusal("cannot let go");
        take(OTHER);

        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        assertThat(left).containsExactly(DISK);
    }

    /** It comes back, or is gone, with the same resource. */
    @Test
    void nothingIsLeftToWhatWasTakenForTheSameResource() {
        fixture.arrive("pair", new Leaver("/pair", DISK, OTHER));
        fixture.process(7).requestOffline(List.of("/pair"), NONE);

        fixture.process(7).notifyRemove(List.of("/pair"), NONE);

        assertThat(left).isEmpty();
        assertThat(disk.calls).last().isEqualTo("remove " + DISK + " NONE");
    }

    @Test
    void whatSomebodyOnlyAsksAboutIsNotLeft() {
        fixture.process(8).requestOffline(List.of(OTHER), NONE);
        fixture.arrive("leaver", new Leaver("/leaver"));
        fixture.process(7).requestOffline(List.of("/leaver"), NONE);
        removeWhileAskedAbout("/leaver", 9, TAKER);

        assertThat(left).isEmpty();
        assertThat(fixture.open()).containsExactly(OTHER);
    }

    @Test
    void nothingIsLeftWhileAQuestionIsTakenBack() {
        take(OTHER);
        List<String> offered = new ArrayList<>();
        TestModule told =
                new TestModule("/told") {
                    @Override
                    public ModuleReply notifyOnline(
                            RcmHandle handle, String resource, long pid, RcmFlags flags) {
                        offered.add(resource);
                        left.addAll(handle.leave(List.of(DISK), OTHER));
                        return ModuleReply.SUCCESS;
                    }
                };
        fixture.arriveTold("told", told);

        fixture.process(9).requestOffline(List.of("/told"), RcmFlags.QUERY);

        assertThat(offered).containsExactly("/told");
        assertThat(left).isEmpty();
    }

    /** What it was left to is taken along by one more, and the first one ends. */
    @Test
    void whatIsLeftStaysOutWithWhatItWasLeftToWhoeverHoldsThat() {
        fixture.arrive("first", new PassingModule(List.of(OTHER), "/first"));
        fixture.arrive("second", new PassingModule(List.of(OTHER), "/second"));
        take("/first");
        fixture.process(7).notifyRemove(List.of(TAKER), NONE);
        fixture.process(9).requestOffline(List.of("/second"), NONE);

        fixture.process(8).notifyOnline(List.of("/first"), NONE);

        assertThat(fixture.open()).containsExactlyInAnyOrder("/second", OTHER, DISK, VOLUME);
        fixture.process(9).notifyOnline(List.of("/second"), NONE);
        assertThat(fixture.open()).isEmpty();
    }

    /** Two adapters took it along, and each leaves it to another one. */
    @Test
    void whatIsLeftToTwoStaysWithTheOneThatIsNotBack() {
        fixture.arrive("third", new TestModule("/third"));
        Leaver second = new Leaver("/second", DISK);
        second.to = "/third";
        fixture.arrive("second", second);
        take(OTHER);
        fixture.process(7).requestOffline(List.of("/second"), NONE);
        fixture.process(9).requestOffline(List.of("/third"), NONE);
        fixture.process(7).notifyRemove(List.of(TAKER), NONE);
        fixture.process(7).notifyRemove(List.of("/second"), NONE);
        assertThat(fixture.holderOf(DISK)).isEqualTo(8);

        fixture.process(8).notifyOnline(List.of(OTHER), NONE);

        assertThat(fixture.holderOf(DISK)).isEqualTo(9);
        fixture.process(9).notifyOnline(List.of("/third"), NONE);
        assertThat(fixture.open()).isEmpty();
    }
}
