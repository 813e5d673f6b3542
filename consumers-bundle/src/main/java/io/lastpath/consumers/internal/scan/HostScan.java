// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.consumers.internal.parse.Mount;
import io.lastpath.consumers.internal.parse.MountInfo;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads who uses the disks of a host, once, from files that anybody or only root may read. For one
 * thread.
 */
public final class HostScan {

    /** The modules, each of which speaks for uses of one sort. */
    public static final List<String> MODULES =
            List.of(
                    FileSystems.MODULE,
                    SwapAreas.MODULE,
                    Holders.LVM,
                    Holders.ARRAYS,
                    Holders.MAPS,
                    Holders.LOOPS,
                    OpenNodes.MODULE);

    private static final String MOUNTS = "proc/self/mountinfo";
    private static final String SPACE = "proc/self/ns/pid";

    /** The kernel gives this number to no other name space of processes. */
    private static final String FIRST_SPACE = "pid:[4026531836]";

    private final HostFiles files;
    private final Gaps gaps;
    private final List<String> unseen = new ArrayList<>();

    /**
     * A scan.
     *
     * @param files of the host
     */
    public HostScan(HostFiles files) {
        this.files = files;
        this.gaps = new Gaps(files);
    }

    /**
     * Reads everything.
     *
     * @return who uses what; what could not be looked into is in it by name
     * @throws IOException if the disks cannot even be listed, with a sentence that says why
     */
    public HostUse read() throws IOException {
        Collection<BlockDevice> found = new BlockScan(files, gaps).read();
        Processes processes = new Processes(files, gaps);
        processes.read();
        List<Mount> own = ownMounts();
        List<Mount> mounts = new ArrayList<>(own);
        mounts.addAll(processes.otherMounts(own));
        Btrfs btrfs = new Btrfs(files, gaps);
        Tracer tracer = tracer(found, btrfs, own);
        Grounds grounds = new Grounds(tracer, btrfs, own);
        Map<String, String> critical = new Criticals(files, gaps, tracer, grounds).find(own);
        List<Use> uses = new ArrayList<>();
        String table = files.root().resolve(MOUNTS).toString();
        uses.addAll(new FileSystems(gaps, grounds, btrfs, critical, table).uses(mounts));
        Set<String> mounted = new HashSet<>();
        uses.forEach(use -> mounted.addAll(use.devices()));
        uses.addAll(new HiddenMounts(files, gaps, btrfs).uses(tracer.devices(), mounted));
        uses.addAll(new HiddenHolders(files, gaps).uses(tracer.devices()));
        uses.addAll(new KernelUsers(files, gaps, tracer).uses());
        uses.addAll(new SwapAreas(files, gaps, tracer.devices(), grounds).uses());
        uses.addAll(Holders.uses(tracer.devices()));
        uses.addAll(processes.uses(tracer));
        new OpaqueUsers(files, gaps).find(mounts);
        new OpaqueDevices(files, tracer.devices(), uses, gaps.all()).gaps().forEach(gaps::add);
        noteContainer();
        Set<String> dead = new DeadDisks(files).among(tracer.devices(), uses);
        unseen.addAll(processes.unseen());
        return new HostUse(tracer.devices(), uses, gaps.all(), unseen, dead);
    }

    /** In a container of its own this process sees neither the host's mounts nor its processes. */
    private void noteContainer() {
        try {
            if (!files.link(SPACE).equals(FIRST_SPACE)) {
                gaps.add(
                        Gap.anywhere(
                                files.root().resolve(SPACE)
                                        + " is not the host's: processes and mounts outside of this"
                                        + " container cannot be seen"));
            }
        } catch (NoSuchFileException e) {
            return; // a recorded host
        } catch (IOException e) {
            gaps.anywhere(SPACE, e);
        }
    }

    private List<Mount> ownMounts() {
        try {
            List<Mount> mounts = MountInfo.parse(files.table(MOUNTS));
            if (mounts.stream().noneMatch(mount -> mount.point().equals("/"))) {
                throw new MalformedException("does not list the root");
            }
            return mounts;
        } catch (IOException e) {
            gaps.anywhere(MOUNTS, e);
            return List.of();
        }
    }

    /** Loop devices stand on what the file systems of their files stand on. */
    private Tracer tracer(Collection<BlockDevice> found, Btrfs btrfs, List<Mount> mounts) {
        new CachedDevices(files).join(found);
        Tracer first = new Tracer(files, new Devices(BlockScan.finished(found)));
        Grounds grounds = new Grounds(first, btrfs, mounts);
        Backings backings = new Backings(files, gaps, grounds, new NameSpace("", mounts));
        for (BlockDevice device : found) {
            if (!device.backing().isEmpty()) {
                Grounds.Ground ground = backings.of(device);
                device.slaves().addAll(ground.devices());
                device.array(ground.redundancy());
            }
        }
        unseen.addAll(backings.unseen());
        return new Tracer(files, new Devices(BlockScan.finished(found)));
    }
}
