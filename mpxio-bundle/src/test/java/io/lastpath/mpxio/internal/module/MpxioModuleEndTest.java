// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.Nodes.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.mpxio.internal.support.Settings;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told as a PHCI that was taken comes back or is removed. */
class MpxioModuleEndTest extends ModuleOnHost {

    private static final String DISK = "/devices/disk";
    private static final DeviceNode OTHER = client("/other", path("/b", ON));

    /** What is taken is out, and everything else online; nothing is left to anybody. */
    private static class Ending extends FakeHandle.OfRequest {

        final List<String> told = new ArrayList<>();
        final List<String> offered = new ArrayList<>();

        Ending() {
            super(8);
        }

        @Override
        public RcmState getResourceState(String resource) throws RcmException {
            return List.of(A, DISK).contains(resource) ? RcmState.OFFLINE : RcmState.ONLINE;
        }

        @Override
        public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
            told.addAll(resources);
            return RcmReply.SUCCESS;
        }

        @Override
        public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
            told.addAll(resources);
            return RcmReply.SUCCESS;
        }

        @Override
        public List<String> leave(List<String> resources, String other) {
            offered.add(other);
            return List.of();
        }
    }

    private final Ending ending = new Ending();

    private void take(DeviceNode disk) {
        tree(disk, OTHER);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        module.forget(7);
    }

    private ModuleReply remove() {
        return module.notifyRemove(ending, A, 0, RcmFlags.NONE);
    }

    @Test
    void aPhciThatIsNotInTheTreeAndWithWhichNothingWasTakenIsUnknown() {
        tree(OTHER);

        assertThat(verdict(remove())).isEqualTo(Verdict.UNKNOWN);
        assertThat(ending.told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fails", "changes without end", "has ended"})
    void whatHasNoUsablePathAnyMoreIsNotGoneWhereReadingTheTreeOnceMore(String how) {
        take(disk(""));
        source.set(List.of(client("/disk", path("/b", PathState.FAULT)), OTHER));
        module.register(ending);
        switch (how) {
            case "fails" -> source.fail("EIO");
            case "changes without end" -> source.announceWhileRead(Integer.MAX_VALUE);
            default -> keeper.close();
        }

        assertThat(verdict(remove())).isEqualTo(Verdict.UNKNOWN);
        assertThat(ending.told).isEmpty();
    }

    /** It may have a path below what cannot be read. */
    @Test
    void whatIsThereWithoutUsablePathIsNotGoneWhileANodeCannotBeRead() {
        take(disk(""));
        source.set(
                List.of(
                        client("/disk", path("/b", PathState.FAULT)),
                        OTHER,
                        new DeviceNode.Unreadable("/x", "EIO")));

        remove();

        assertThat(ending.told).isEmpty();
    }

    @Test
    void aDiskThatCannotBeNamedIsNotAmongThoseThatAreGone() {
        tree(client("/" + "x".repeat(1024), path("/a", ON)), OTHER);
        RcmFlags force = RcmFlags.FORCE;
        Handle accepting = accepting(7);
        module.requestOffline(accepting, A, 0, RcmFlags.QUERY.with(force));
        assertThat(module.requestOffline(accepting, A, 0, force).result())
                .isEqualTo(RcmResult.SUCCESS);
        source.set(List.of(OTHER));

        assertThat(verdict(remove())).isEqualTo(Verdict.SAFE);
        assertThat(ending.told).isEmpty();
    }

    @Test
    void aDiskIsOfferedToItsOtherPhcisInTheOrderOfTheirNames() {
        PathState failed = PathState.FAULT;
        take(client("/disk", path("/d", failed), path("/c", failed), path("/a", ON)));

        remove();

        assertThat(ending.offered).containsSubsequence("/devices/c", "/devices/d");
        assertThat(ending.told).containsExactly(DISK);
    }

    @Test
    void whoseStateIsNotKnownIsToldThatItIsGone() {
        take(disk(""));
        Ending blind =
                new Ending() {
                    @Override
                    public RcmState getResourceState(String resource) throws RcmException {
                        if (resource.equals(DISK)) {
                            throw new RcmException(RcmResult.FAILURE, "nobody knows");
                        }
                        return super.getResourceState(resource);
                    }
                };

        module.notifyRemove(blind, A, 0, RcmFlags.NONE);

        assertThat(blind.told).containsExactly(DISK);
    }

    /** The module hears the name of what was typed, and not what it leads to. */
    @Test
    void aPhciThatIsNamedByALinkIsBackItself() {
        take(disk(""));

        ModuleReply reply = module.notifyOnline(ending, A, 0, RcmFlags.NONE);

        assertThat(verdict(reply)).isEqualTo(Verdict.SAFE);
        assertThat(ending.told).containsExactly(DISK);
    }

    /** The disk was let go with another PHCI, of which this module knows nothing here. */
    @Test
    void whetherADiskThatWasNotTakenWithAPhciIsBackIsUnknownWhereTheTreeCannotBeRead() {
        tree(disk(""), OTHER);
        source.fail("EIO");

        ModuleReply reply = module.notifyOnline(ending, A, 0, RcmFlags.NONE);

        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().toString())
                .contains("whether the clients that hang by " + A + " are back");
        assertThat(ending.told).containsExactly(DISK);
    }

    /** The C module tells all that hang there. */
    @Test
    void underGroupADiskWithoutUsablePathIsToldThatItIsBackAndNamed() {
        tree(client("/disk", path("/a", PathState.FAULT)), OTHER);
        MpxioModule grouped = new MpxioModule(keeper, Settings.of("group", 256), logs.logger());

        ModuleReply reply = grouped.notifyOnline(ending, A, 0, RcmFlags.NONE);

        assertThat(reply.assessments().toString())
                .contains("/disk has no usable path in the device tree, though its users are told");
        assertThat(ending.told).containsExactly(DISK);
    }

    /** The C module tells all that hang there, whatever else they were taken with. */
    @ParameterizedTest
    @ValueSource(strings = {"exact", "group"})
    void aDiskOfTwoPhcisOfOneRequestStaysOutUnderExactWhereTheOneThatIsBackHasNoPathToIt(
            String analysis) {
        MpxioModule one = new MpxioModule(keeper, Settings.of(analysis, 256), logs.logger());
        takeBoth(one);
        source.set(List.of(client("/disk", path("/a", ON), path("/b", PathState.FAULT))));

        ModuleReply reply = one.notifyOnline(ending, B, 0, RcmFlags.NONE);

        boolean isTold = analysis.equals("group");
        assertThat(reply.assessments().toString())
                .contains("/disk has no usable path", isTold ? "are told" : "are not told");
        assertThat(ending.told).isEqualTo(isTold ? List.of(DISK) : List.of());
    }

    /** As in RCM; there is nobody else to tell it. */
    @Test
    void aDiskWithoutUsablePathIsToldByTheOnlyPhciThatItWasTakenWith() {
        take(disk(""));
        source.set(List.of(client("/disk", path("/a", PathState.FAULT)), OTHER));

        ModuleReply reply = module.notifyOnline(ending, A, 0, RcmFlags.NONE);

        assertThat(reply.assessments().toString()).contains("are told");
        assertThat(ending.told).containsExactly(DISK);
    }

    /** The other one came back, and this module was not told. */
    @Test
    void soIsADiskOfTwoPhcisOfWhichTheOtherOneIsOutNoMore() {
        takeBoth(module);
        source.set(
                List.of(client("/disk", path("/a", PathState.FAULT), path("/b", PathState.FAULT))));

        module.notifyOnline(ending, A, 0, RcmFlags.NONE);

        assertThat(ending.told).containsExactly(DISK);
    }

    private void takeBoth(MpxioModule one) {
        tree(client("/disk", path("/a", ON), path("/b", ON)));
        for (RcmFlags flags : List.of(RcmFlags.QUERY, RcmFlags.NONE)) {
            assertThat(one.requestOffline(going(B), A, 0, flags).result().isSuccess()).isTrue();
            assertThat(one.requestOffline(going(A), B, 0, flags).result().isSuccess()).isTrue();
        }
    }

    private static final DeviceNode DOUBLE = client("/double", path("/a", ON), path("/b", ON));

    private void assertRemoveNamesTheOther(MpxioModule one) {
        source.set(List.of(client("/double", path("/b", PathState.FAULT))));

        ModuleReply reply = one.notifyRemove(ending, A, 0, RcmFlags.NONE);

        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().toString()).contains("let go of", "/devices/double");
        assertThat(ending.told).containsExactly(DISK);
    }

    /** The C module does not know that it hung there. */
    @Test
    void underGroupADiskThatKeptAnotherPathAndHasLostItIsNamedAndNotTold() {
        MpxioModule grouped = new MpxioModule(keeper, Settings.of("group", 256), logs.logger());
        tree(disk(""), DOUBLE);
        grouped.requestOffline(new Handle(7), A, 0, RcmFlags.QUERY);
        grouped.requestOffline(new Handle(7), A, 0, RcmFlags.NONE);

        assertRemoveNamesTheOther(grouped);
    }

    @Test
    void whatHungByAPhciThatNobodyWasAskedAboutIsNamedAsWell() {
        tree(disk(""), DOUBLE);
        Handle accepting = accepting(7);
        module.requestOffline(accepting, A, 0, RcmFlags.FORCE);

        assertRemoveNamesTheOther(module);
    }

    @Test
    void whatHungByAPhciWhenItWasAskedAboutAndNotWhenItWasTakenIsNamedAsWell() {
        tree(disk(""), DOUBLE);
        query(7);
        source.set(List.of(disk(""), client("/double", path("/b", ON))));
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);

        assertRemoveNamesTheOther(module);
    }

    /** The coordinator gave its disk back by itself. */
    @Test
    void whatAPhciTookThatIsOnlineOnceThisModuleRegistersAgainIsNotGoneWithIt() {
        take(disk(""));
        module.register(new FakeHandle());
        source.set(List.of(OTHER));

        assertThat(verdict(remove())).isEqualTo(Verdict.UNKNOWN);
        assertThat(ending.told).isEmpty();
    }

    @Test
    void aDiskThatCannotBeNamedAndHasLostItsOtherPathMakesTheRemovalUnknown() {
        String nameless = "/" + "x".repeat(1024);
        tree(client(nameless, path("/a", ON), path("/b", ON)), OTHER);
        query(7);
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        source.set(List.of(client(nameless, path("/b", PathState.FAULT)), OTHER));

        ModuleReply reply = remove();

        assertThat(verdict(reply)).isEqualTo(Verdict.UNKNOWN);
        assertThat(reply.assessments().toString()).contains("cannot be named");
    }

    /** They took longer than the coordinator waits, and a person has undone the request. */
    @Test
    void whoLetsGoLateDoesSoForNobodyOnceThePhciIsBack() {
        tree(disk(""), OTHER);
        query(7);
        Handle late =
                new Handle(7) {
                    @Override
                    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
                        module.notifyOnline(ending, A, 0, RcmFlags.NONE);
                        return super.requestOffline(resources, flags);
                    }
                };
        module.requestOffline(late, A, 0, RcmFlags.NONE);
        assertThat(ending.told).containsExactly(DISK);
        ending.told.clear();
        source.set(List.of(OTHER));

        remove();

        assertThat(ending.told).isEmpty();
    }

    /** The coordinator had waited in vain, and a person has undone the request. */
    @Test
    void aCommitThatIsLateTakesNothingOfAPhciThatIsBack() {
        tree(disk(""), client("/double", path("/a", ON), path("/b", ON)));
        query(7);
        Handle late =
                new Handle(7) {
                    @Override
                    public RcmState getResourceState(String resource) {
                        module.notifyOnline(ending, A, 0, RcmFlags.NONE);
                        return super.getResourceState(resource);
                    }
                };

        ModuleReply reply = module.requestOffline(late, A, 0, RcmFlags.NONE);

        assertThat(reply.error()).contains("what was asked is not known any more");
        assertThat(late.calls).noneMatch(call -> call.startsWith("offline"));
    }

    @Test
    void aRequestDoesNotTakeAgainWhatIsBackAsItGoesOnWithItsNextPhci() {
        tree(disk(""), OTHER);
        askAboutBoth();
        assertThat(commit(7).result()).isEqualTo(RcmResult.SUCCESS);
        module.notifyOnline(ending, A, 0, RcmFlags.NONE);
        ending.told.clear();

        assertThat(commitOfB().result()).isEqualTo(RcmResult.SUCCESS);

        source.set(List.of(OTHER));
        remove();
        assertThat(ending.told).isEmpty();
    }
}
