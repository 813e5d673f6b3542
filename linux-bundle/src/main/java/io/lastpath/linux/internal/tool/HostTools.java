// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import io.lastpath.linux.internal.sysfs.Sysfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the tools of this host, each only where it can answer without changing anything: {@code
 * dmsetup} where device-mapper is loaded and may be asked, since it would load it; {@code
 * multipathd} where the daemon runs, since asking its socket would start it.
 */
public final class HostTools implements Witnesses {

    private static final List<String> STATUS =
            List.of("status", "--noflush", "--target", "multipath");
    private static final List<String> MAPS = List.of("show", "maps", "json");

    /** Two thousand maps with eight paths each are described in about 16 MiB. */
    private static final int MOST = 64 * 1024 * 1024;

    private final Path root;
    private final List<Path> folders;
    private final Duration limit;

    /**
     * Asks with a limit.
     *
     * @param root the host's root, where the daemon and device-mapper leave their signs
     * @param folders where the tools are
     * @param limit how long each may take
     */
    public HostTools(Path root, List<Path> folders, Duration limit) {
        this.root = root;
        this.folders = folders;
        this.limit = limit;
    }

    @Override
    public Testimony ask() {
        return new Deposition(KERNEL, DAEMON)
                .kernel(() -> mayAskKernel() ? run("dmsetup", STATUS) : Optional.empty())
                .daemon(() -> daemonRuns() ? run("multipathd", MAPS) : Optional.empty())
                .testimony();
    }

    /** Each would have to be run. */
    @Override
    public Testimony unasked() {
        return Testimony.NONE;
    }

    private Optional<String> run(String name, List<String> arguments) throws IOException {
        Optional<Tool> tool = Tool.find(folders, name);
        return tool.isEmpty()
                ? Optional.empty()
                : Optional.of(tool.get().run(arguments, limit, MOST));
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (Tool.find(folders, "dmsetup").isEmpty()) {
            missing.add("dmsetup is not installed, which would tell the kernel's path states");
        } else if (!Files.exists(at(Sysfs.DM_CONTROL))) {
            missing.add(
                    "there is no "
                            + Sysfs.DM_CONTROL
                            + ", through which dmsetup would tell the kernel's path states");
        } else if (!mayAskKernel()) {
            missing.add("the kernel's path states need root");
        }
        if (!daemonRuns()) {
            missing.add("multipathd does not run, whose checkers would be heard as well");
        } else if (Tool.find(folders, "multipathd").isEmpty()) {
            missing.add("there is no command multipathd here to ask the running daemon with");
        }
        return missing;
    }

    private boolean mayAskKernel() {
        return Files.isWritable(at(Sysfs.DM_CONTROL));
    }

    private boolean daemonRuns() {
        try {
            Path file = at(Sysfs.DAEMON_PID);
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private Path at(String path) {
        return root.resolve(path.substring(1));
    }
}
