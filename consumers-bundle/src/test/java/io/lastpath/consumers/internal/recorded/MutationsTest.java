// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.host.Fate;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Loss;
import io.lastpath.consumers.internal.host.Stake;
import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.consumers.internal.scan.HostScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file that is read is spoilt in each way, one at a time: either every user is still found, or
 * the answer is incomplete and names the file.
 */
class MutationsTest {

    private static final Set<String> LISTS =
            Set.of(
                    "proc/fs/jbd2",
                    "sys/fs/bcache",
                    "sys/fs/bcache/11111111-2222",
                    "sys/fs/btrfs/w",
                    "sys/kernel/config/cluster",
                    "sys/kernel/config/cluster/c/heartbeat",
                    "sys/bus/xen-backend/devices",
                    "sys/class/rnbd-server/ctl/devices");
    private static final Pattern PROCESSES = Pattern.compile("proc(/[0-9]+(/.*)?)?");

    /** The name of a command is not what is at stake. */
    private static final Pattern COMMAND = Pattern.compile("opened by .* \\(process");

    static List<String> hosts() throws IOException {
        return RecordedHost.names();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void noSpoiltFileOfARecordedHostHidesAUser(String name, @TempDir Path folder)
            throws IOException {
        assertThat(wrongAnswers(RecordedHost.named(name).unpack(folder))).isEmpty();
    }

    @Test
    void noSpoiltFileOfADeepStackHidesAUser(@TempDir Path folder) throws IOException {
        new FakeHost(folder)
                .multipath(0)
                .multipath(1)
                .multipath(2)
                .multipath(3)
                .array(0, "raid1", 0, "dm-0", "dm-1")
                .logicalVolume(10, "vg-lv", "md0")
                .map(11, "luks", "CRYPT-LUKS2-x", "dm-10")
                .mount("253:11", "/deep", "ext4", "/dev/mapper/luks")
                .map(12, "mpathc-part1", "part1-mpath-36002", "dm-2")
                .mount("253:12", "/srv", "xfs", "/dev/mapper/mpathc-part1")
                .loop(0, "/srv/image")
                .write("srv/image", "")
                .mount("7:0", "/img", "ext4", "/dev/loop0")
                .btrfs("u", "raid1", "dm-2", "dm-3")
                .mount("0:55", "/b", "btrfs", "/dev/dm-3")
                .swap("/dev/dm-3", "partition")
                .disk("vdb", "254:16")
                .mount("254:16", "/x", "xfs", "/dev/vdb")
                .options(folder.resolve("proc/self/mountinfo"), "rw,logdev=/dev/mapper/mpatha")
                .btrfs("w", "single", "dm-0")
                .folder("proc/fs/jbd2/dm-1")
                .link("sys/fs/bcache/11111111-2222/cache0", "../x/dm-2/bcache")
                .disk("zram0", "252:0")
                .write("sys/block/zram0/backing_dev", "/dev/dm-1\n")
                .write("sys/block/zram0/bd_stat", "0 0 0\n")
                .swap("/dev/zram0", "partition")
                .link("proc/self/ns/pid", "pid:[4026531836]")
                .process(1, "init", "1")
                .process(9, "db", "1", "/dev/mapper/vg-lv")
                .write("sys/kernel/config/cluster/c/heartbeat/r/dev", "dm-2\n")
                .write("sys/kernel/config/cluster/c/heartbeat/r/blocks", "255\n")
                .write("sys/bus/xen-backend/devices/vbd-1-1/physical_device", "fd:3\n")
                .write("sys/bus/xen-backend/devices/vbd-1-1/mode", "w\n")
                .link("sys/class/rnbd-server/ctl/devices/x/block_dev", "../../../../../block/dm-0")
                .write("sys/kernel/kexec_crash_loaded", "0\n");

        assertThat(wrongAnswers(folder)).isEmpty();
    }

    private static List<String> wrongAnswers(Path root) throws IOException {
        Mutation whole = Mutation.none(root);
        HostUse truth = new HostScan(whole).read();
        Set<String> victims = new TreeSet<>(whole.read());
        assertThat(victims).hasSizeGreaterThan(50);
        List<String> wrong = new CopyOnWriteArrayList<>();
        victims.stream()
                .filter(victim -> Files.exists(root.resolve(victim), LinkOption.NOFOLLOW_LINKS))
                .parallel()
                .forEach(
                        victim -> {
                            for (Mutation.Kind kind : Mutation.Kind.values()) {
                                if (!isNormal(victim, kind)) {
                                    Mutation mutation = whole.with(kind, victim);
                                    check(truth, mutation, victim, wrong);
                                }
                            }
                        });
        return wrong;
    }

    /**
     * A process may close a file at any moment, and kernel threads have none open. Journals, caches
     * and file systems that nothing else tells of are not there if they are not listed.
     */
    private static boolean isNormal(String victim, Mutation.Kind kind) {
        boolean gone = kind != Mutation.Kind.GARBLED && kind.compareTo(Mutation.Kind.FORBIDDEN) < 0;
        if (gone && LISTS.contains(victim)) {
            return true;
        }
        return switch (kind) {
            case EMPTIED -> victim.endsWith("/fd");
            case REMOVED, VANISHED -> victim.contains("/fd/");
            case GARBLED, FORBIDDEN, BROKEN -> false;
        };
    }

    private static void check(HostUse truth, Mutation mutation, String victim, List<String> wrong) {
        try {
            HostUse found = new HostScan(mutation).read();
            for (String disk : truth.disks()) {
                if (!isRight(truth, found, disk)
                        && !isIncomplete(found, disk, victim)
                        && !isUnseen(truth, found, disk, victim)) {
                    wrong.add(mutation + ": " + disk + " has only " + outcomes(found, disk));
                }
            }
        } catch (IOException e) {
            // Nothing at all is known, and that is said.
            if (!victim.equals("sys/block")) {
                wrong.add(mutation + ": " + e);
            }
        }
    }

    /** Each user as it was, or judged worse; a device that left sysfs as a whole is gone. */
    private static boolean isRight(HostUse truth, HostUse found, String disk) {
        return outcomes(found, disk).containsAll(outcomes(truth, disk))
                && found.disks().contains(disk);
    }

    private static Set<String> outcomes(HostUse use, String disk) {
        Set<String> outcomes = new TreeSet<>();
        Loss loss = use.loss(Set.of(disk));
        for (Stake stake : use.stakes(disk)) {
            Fate fate = loss.of(stake.use().devices(), stake.use().redundancy());
            for (Fate each : Fate.values()) {
                if (each.compareTo(fate) <= 0) {
                    String text = COMMAND.matcher(stake.text()).replaceFirst("opened by (process");
                    outcomes.add(stake.use().module() + " " + text + " " + each);
                }
            }
        }
        return outcomes;
    }

    private static boolean isIncomplete(HostUse found, String disk, String victim) {
        String name = victim.substring(victim.lastIndexOf('/') + 1);
        boolean gone =
                !found.disks().contains(disk)
                        && victim.equals("sys/block/" + disk.substring(disk.lastIndexOf('/') + 1));
        return gone || found.gaps(disk).stream().anyMatch(reason -> reason.contains(name));
    }

    /** What processes have open is a source of its own, whose absence is said. */
    private static boolean isUnseen(HostUse truth, HostUse found, String disk, String victim) {
        Set<String> missing = new TreeSet<>(outcomes(truth, disk));
        missing.removeAll(outcomes(found, disk));
        return PROCESSES.matcher(victim).matches()
                && !found.unseen().isEmpty()
                && missing.stream().allMatch(outcome -> outcome.startsWith("openfiles "));
    }
}
