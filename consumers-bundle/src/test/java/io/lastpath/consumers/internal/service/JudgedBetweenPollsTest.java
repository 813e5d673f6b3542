// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.module.FakeHandle;
import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was judged between two polls is judged anew after the second, if it is so no more. */
class JudgedBetweenPollsTest extends ModulesOnOffer {

    private static final String DISK = FakeHost.resource(0);
    private static final String UNMOUNTED = "25 1 254:0 / / rw - ext4 /dev/vda rw\n";

    @BeforeEach
    void theFirstPollHasFoundNothingNew() {
        assertThat(offered.changed()).isEmpty();
    }

    private void unmount() {
        host.write("proc/self/mountinfo", UNMOUNTED);
    }

    private void mount() {
        host.mount("253:0", "/srv", "ext4", "/dev/mapper/mpatha");
    }

    private void askedAbout(String name) throws Exception {
        module(name).getInfo(coordinator.open(), DISK, 0, RcmFlags.NONE);
    }

    @Test
    void aUseThatARequestFoundGoneAndThatIsBack() throws Exception {
        unmount();
        registerAll();
        mount();

        assertThat(offered.changed()).contains("filesys");
        assertThat(registerThoseThatHaveTo()).as("is registered already").isEmpty();
        assertThat(coordinator.registeredBy("filesys")).contains(DISK);
    }

    @Test
    void aMirrorThatARequestFoundWholeAndThatIsNot() throws Exception {
        aMirrorOverAPlainDisk();
        host.write("sys/block/md0/md/degraded", "1\n");
        registerThoseThatHaveTo();
        host.write("sys/block/md0/md/degraded", "0\n");
        registerAll();
        host.write("sys/block/md0/md/degraded", "1\n");

        assertThat(offered.changed()).contains("filesys", "md");
        assertThat(registerThoseThatHaveTo()).contains("unregister " + DISK);
    }

    @Test
    void aUseThatAnAnswerDidNotFind() throws Exception {
        unmount();
        askedAbout("filesys");
        mount();

        assertThat(offered.changed()).containsExactly("filesys");
        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }

    @Test
    void aUseThatAQueryDidNotFind() throws Exception {
        unmount();
        module("filesys").requestOffline(coordinator.open(), DISK, 0, RcmFlags.QUERY);
        mount();

        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }

    @Test
    void whatTheNextAnswerSaidRightlyDoesNotUndoThat() throws Exception {
        unmount();
        askedAbout("filesys");
        mount();
        askedAbout("filesys");

        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }

    @Test
    void aUseThatOnlyTheGuardSpokeForAndThatIsGone() throws Exception {
        unmount();
        registerThoseThatHaveTo();
        mount();
        askedAbout("host");
        unmount();

        assertThat(offered.changed()).containsExactly("host");
        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }

    @Test
    void whatCouldNotBeLookedIntoOnlyThen() throws Exception {
        String swaps = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
        host.write("proc/swaps", "");
        askedAbout("host");
        host.write("proc/swaps", swaps);

        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }

    @Test
    void answersThatSayWhatIsRegisteredChangeNothing() throws Exception {
        for (String name : all) {
            askedAbout(name);
            module(name).requestOffline(coordinator.open(), DISK, 0, RcmFlags.QUERY);
        }

        assertThat(offered.changed()).isEmpty();
    }

    /** While a disk is out nobody may register for it. */
    @Test
    void whileADiskIsOutThatIsTriedOnceForEachChangeAndEachAnswer() throws Exception {
        coordinator.states.put(DISK, RcmState.OFFLINE);
        host.mount("253:0", "/other", "ext4", "/dev/mapper/mpatha");

        assertThat(registerThoseThatHaveTo()).isEmpty();
        askedAbout("filesys");
        assertThat(registerThoseThatHaveTo()).isEmpty();
        assertThat(offered.changed()).isEmpty();
    }

    @Test
    void whatChangedWhileADiskWasOutAndHasChangedBackSince() throws Exception {
        host.mount("253:0", "/other", "ext4", "/dev/mapper/mpatha");
        registerThoseThatHaveTo();
        coordinator.states.put(DISK, RcmState.OFFLINE);
        unmount();
        mount();
        registerThoseThatHaveTo();
        coordinator.states.clear();
        askedAbout("filesys"); // as it is judged anew when it is back
        host.mount("253:0", "/other", "ext4", "/dev/mapper/mpatha");

        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }

    @Test
    void whatAnotherHasRegisteredForThisModuleIsRegisteredAnew() throws Exception {
        RcmModule filesys = module("filesys");
        FakeHandle refusing = new FakeHandle();
        refusing.refused.add(DISK);
        filesys.register(refusing.open()); // as through a handle that is closed
        filesys.register(coordinator.open("filesys"));

        assertThat(registerThoseThatHaveTo()).containsExactly("unregister " + DISK);
    }
}
