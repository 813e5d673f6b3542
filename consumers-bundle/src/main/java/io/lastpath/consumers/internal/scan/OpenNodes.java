// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Devices;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The nodes of disks among the files that processes have open, see proc_pid_fd(5). What a file is
 * tells its mode, wherever it is and whatever it is called: containers get their disks under names
 * of their own. For one thread.
 */
final class OpenNodes {

    static final String MODULE = "openfiles";

    /** A path, or what has none, such as a socket. */
    private static final Pattern TARGET = Pattern.compile("/.*|[a-z_0-9]+:.*", Pattern.DOTALL);

    /** Those that have the paths of maps open to look after them. */
    private static final Set<String> KEEPERS =
            Set.of("multipathd", "systemd-udevd", "(udev-worker)", "udevd");

    private static final String NODES = "/dev/";

    /**
     * Those of Pacemaker (sbd), Oracle Clusterware (the ocssd family) and older Red Hat clusters
     * that reset the host when their heartbeat or voting disk is gone, as their manuals say.
     */
    private static final Set<String> FENCING =
            Set.of("sbd", "ocssd.bin", "cssdagent", "cssdmonitor", "qdiskd");

    private final HostFiles files;
    private final List<Open> open = new ArrayList<>();
    private final Map<String, String> commands = new HashMap<>();

    /** A node that a process has open; only its name is known where it could not be looked at. */
    private record Open(String pid, String path, Optional<HostFiles.Node> node) {}

    OpenNodes(HostFiles files) {
        this.files = files;
    }

    /**
     * Looks at an open file.
     *
     * @param pid of the process
     * @param space that it is in
     * @param link what it has for the file
     * @throws IOException if it cannot be told whether the file is a disk
     */
    void look(String pid, NameSpace space, String link) throws IOException {
        try {
            String path = files.link(link);
            if (!TARGET.matcher(path).matches()) {
                throw new MalformedException("leads nowhere");
            }
            if (path.contains(NODES)) {
                node(pid, path, link);
            } else if (path.startsWith("/") && !space.mayHang(path)) {
                // Others may have that path: deleted, covered by a mount, unmounted lazily.
                files.node(link)
                        .ifPresent(node -> open.add(new Open(pid, path, Optional.of(node))));
            }
        } catch (NoSuchFileException e) {
            // Closed meanwhile
        }
    }

    /** A name may mean another device in the name space of its process. */
    private void node(String pid, String path, String link) {
        try {
            files.node(link).ifPresent(node -> open.add(new Open(pid, path, Optional.of(node))));
        } catch (IOException e) {
            open.add(new Open(pid, path, Optional.empty()));
        }
    }

    /** {@return a use for each process and disk} */
    List<Use> uses(Tracer tracer, Gaps gaps) {
        noteRaw(gaps);
        CharacterNodes characters = new CharacterNodes(files, tracer);
        Map<String, Use> uses = new TreeMap<>();
        for (Open one : open) {
            device(one, tracer, characters)
                    .filter(device -> !isKept(device, one.pid(), tracer.devices()))
                    .ifPresent(
                            device ->
                                    uses.computeIfAbsent(
                                            device.name() + " " + one.pid(),
                                            any -> use(one.pid(), device)));
        }
        return List.copyOf(uses.values());
    }

    private boolean isKept(Device device, String pid, Devices devices) {
        return devices.isPath(device) && KEEPERS.contains(command(pid));
    }

    private String command(String pid) {
        return commands.computeIfAbsent(pid, any -> Processes.command(files, pid));
    }

    private static Optional<Device> device(Open one, Tracer tracer, CharacterNodes characters) {
        String path = one.path();
        if (one.node().isEmpty()) {
            return tracer.node(path).or(() -> characters.named(path));
        }
        HostFiles.Node node = one.node().get();
        return node.isBlock()
                ? block(node.number(), path, tracer)
                : characters.numbered(node.number(), path);
    }

    private static Optional<Device> block(String number, String path, Tracer tracer) {
        try {
            return tracer.numbered(number);
        } catch (IOException e) {
            return tracer.node(path);
        }
    }

    /** Databases have the same ones open in many processes: the first one is named. */
    private void noteRaw(Gaps gaps) {
        Set<String> noted = new HashSet<>();
        for (Open one : open) {
            if (CharacterNodes.isRaw(one.node(), one.path()) && noted.add(one.path())) {
                gaps.add(
                        Gap.anywhere(
                                "which disk the raw device "
                                        + one.path()
                                        + " is, opened by "
                                        + who(one.pid())
                                        + ", is not known"));
            }
        }
    }

    private String who(String pid) {
        return command(pid) + " (process " + pid + ")";
    }

    private Use use(String pid, Device device) {
        String who = who(pid);
        boolean isFencing = FENCING.contains(command(pid));
        return new Use(
                MODULE,
                device.name(),
                "opened by " + who + ",",
                who
                        + " has "
                        + device.label()
                        + " open"
                        + (isFencing ? ", and resets the host when it is gone" : ""),
                isFencing ? Verdict.SYSTEM_CRITICAL : Verdict.DATA_CRITICAL,
                Use.names(device.label(), device.name(), pid));
    }
}
