// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.MalformedException;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String NODES = "/dev/";

    private final HostFiles files;
    private final List<Open> open = new ArrayList<>();
    private final Map<File, Optional<String>> known = new HashMap<>();

    /** A node that a process has open; without a number where only its name is known. */
    private record Open(String pid, String node, Optional<String> number) {}

    /** A file in a name space; many processes have the same ones open. */
    private record File(String space, String path) {}

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
                number(new File(space.pid(), path), link)
                        .ifPresent(number -> open.add(new Open(pid, path, Optional.of(number))));
            }
        } catch (NoSuchFileException e) {
            // Closed meanwhile
        }
    }

    /** A name may mean another device in the name space of its process. */
    private void node(String pid, String path, String link) {
        try {
            files.blockNumber(link)
                    .ifPresent(number -> open.add(new Open(pid, path, Optional.of(number))));
        } catch (IOException e) {
            open.add(new Open(pid, path, Optional.empty()));
        }
    }

    private Optional<String> number(File file, String link) throws IOException {
        Optional<String> number = known.get(file);
        if (number == null) {
            number = files.blockNumber(link);
            known.put(file, number);
        }
        return number;
    }

    /** {@return a use for each process and disk} */
    List<Use> uses(Tracer tracer) {
        Map<String, Use> uses = new TreeMap<>();
        for (Open one : open) {
            device(one, tracer)
                    .ifPresent(
                            device ->
                                    uses.computeIfAbsent(
                                            device.name() + " " + one.pid(),
                                            any -> use(one.pid(), device)));
        }
        return List.copyOf(uses.values());
    }

    private static Optional<Device> device(Open one, Tracer tracer) {
        try {
            return one.number().isPresent()
                    ? tracer.numbered(one.number().get())
                    : tracer.node(one.node());
        } catch (IOException e) {
            return tracer.node(one.node());
        }
    }

    private Use use(String pid, Device device) {
        String who = Processes.command(files, pid) + " (process " + pid + ")";
        return new Use(
                MODULE,
                device.name(),
                "opened by " + who + ",",
                who + " has " + device.label() + " open",
                Verdict.DATA_CRITICAL,
                Use.names(device.label(), device.name(), pid));
    }
}
