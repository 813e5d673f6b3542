// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A host whose users cannot be found out for a time, as all who ask are told by themselves. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class UsersUnreadIT extends RecordedUsers {

    private static final String REASON = "cannot be listed";

    /** A name that no block device can have: the disks cannot be listed then. */
    private Path garbled() {
        return host.resolve("sys/block/my disk");
    }

    private boolean allAre(boolean unknown) {
        return mpxio.getPhcis().size() == 2
                && mpxio.getPhcis().stream()
                        .allMatch(phci -> phci.verdict().equals("UNKNOWN") == unknown);
    }

    private boolean allPointsSay(String words) {
        return Stream.of(mpxio.getAudit(), mpxio.getSinglePointsOfFailure())
                .allMatch(
                        points ->
                                !points.isEmpty()
                                        && points.stream()
                                                .allMatch(one -> one.toString().contains(words)));
    }

    @Test
    public void theOverviewIsUnknownByItselfWhileUsersCannotBeReadAndKnownAgainAfter()
            throws Exception {
        Await.until("known at first", () -> allAre(false));

        Files.createSymbolicLink(garbled(), Path.of("dm-0"));
        Await.until("unknown", () -> allAre(true));
        Await.until("each single point says why", () -> allPointsSay(REASON));

        Files.delete(garbled());
        Await.until("known again", () -> allAre(false));
        Await.until("users are named again", () -> says(RecordedTree.ONE, "/srv/one"));
    }

    @Test
    public void aQuestionWhileUsersCannotBeReadLeavesNothingBehind() throws Exception {
        Await.until("known at first", () -> allAre(false));
        List<String> disk = List.of("/devices/virtual/block/dm-0");
        Intent intent = Intent.of(Initiator.process(1), "test");

        Files.createSymbolicLink(garbled(), Path.of("dm-0"));
        Await.until(
                "each module could not register",
                () -> {
                    coordinator.open(intent).getInfo(disk, RcmFlags.NONE);
                    return coordinator.modules().stream()
                            .filter(module -> MODULES.contains(module.name()))
                            .allMatch(module -> module.unregistered().contains(REASON));
                });
        Files.delete(garbled());

        Await.until(
                "no module is in doubt",
                () -> coordinator.modules().stream().allMatch(one -> one.unregistered().isEmpty()));
        Await.until("known again", () -> allAre(false));
    }
}
