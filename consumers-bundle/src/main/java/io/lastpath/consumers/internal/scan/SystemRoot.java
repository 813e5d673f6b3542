// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.CommandLine;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the devices that the system runs from where its root does not show one: what the kernel was
 * told of, or what stands in for it, such as the lower folders of an overlay, or the store of NixOS
 * below a root in memory. For one thread.
 */
final class SystemRoot {

    private static final String COMMAND_LINE = "proc/cmdline";

    /** The system's files are there where the root itself has none. */
    private static final Set<String> STORES =
            Set.of("/nix", "/nix/store", "/gnu", "/gnu/store", "/sysroot");

    private static final Pattern DISK =
            Pattern.compile("(PART)?(UUID|LABEL)=|/dev/(?!nfs$|cifs$|ram)");

    private final HostFiles files;
    private final Gaps gaps;
    private final Tracer tracer;
    private final Grounds grounds;
    private final Map<String, String> found;

    /**
     * Looks for the root.
     *
     * @param found names of devices, with what they are to the system; added to
     */
    SystemRoot(
            HostFiles files, Gaps gaps, Tracer tracer, Grounds grounds, Map<String, String> found) {
        this.files = files;
        this.gaps = gaps;
        this.tracer = tracer;
        this.grounds = grounds;
        this.found = found;
    }

    void find(List<Mount> mounts) {
        List<Mount> roots = mounts.stream().filter(mount -> mount.point().equals("/")).toList();
        boolean known = roots.stream().anyMatch(mount -> !grounds.of(mount).devices().isEmpty());
        String line = line(known);
        if (!known && !booted(CommandLine.root(line))) {
            mounts.stream()
                    .filter(mount -> STORES.contains(mount.point()))
                    .forEach(mount -> note(grounds.of(mount), "what the system runs from"));
            roots.forEach(this::layers);
        }
        CommandLine.init(line)
                .map(grounds::file)
                .ifPresent(ground -> note(ground, "what the system runs from"));
    }

    /** It does not matter much where the root is on a disk that shows. */
    private String line(boolean known) {
        try {
            return files.attribute(COMMAND_LINE);
        } catch (IOException e) {
            if (!known) {
                gaps.anywhere(COMMAND_LINE, e);
            }
            return "";
        }
    }

    private void note(Grounds.Ground ground, String role) {
        ground.devices().forEach(device -> found.putIfAbsent(device, role));
    }

    /**
     * An overlay or a network file system covers the root that the kernel was told of. What is no
     * disk, such as {@code live:...} or {@code /dev/nfs}, is nobody's use of one.
     */
    private boolean booted(Optional<String> root) {
        Optional<Device> device = root.flatMap(tracer::specified);
        device.ifPresent(disk -> found.put(disk.name(), "the kernel's root"));
        boolean isDisk = root.filter(spec -> DISK.matcher(spec).lookingAt()).isPresent();
        if (device.isEmpty() && isDisk) {
            gaps.add(
                    Gap.anywhere(
                            files.root().resolve(COMMAND_LINE)
                                    + " has the root on "
                                    + root.get()
                                    + ", which cannot be traced to a disk"));
        }
        return device.isPresent() || isDisk;
    }

    private void layers(Mount overlay) {
        for (String folder : overlay.layers()) {
            Grounds.Ground ground = grounds.file(folder);
            note(ground, "the root below an overlay");
            if (!ground.isKnown()) {
                gaps.add(
                        Gap.anywhere(
                                "the root is made of "
                                        + folder
                                        + ", which cannot be traced to a disk"));
            }
        }
    }
}
