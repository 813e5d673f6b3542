// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.CommandLine;
import io.lastpath.consumers.internal.parse.DumpSettings;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the system cannot do without: the file systems that it runs on, boots from and dumps to. For
 * one thread.
 */
final class Criticals {

    private static final Set<String> POINTS = Set.of("/", "/usr", "/boot", "/boot/efi", "/efi");
    private static final String DUMP_LOADED = "sys/kernel/kexec_crash_loaded";
    private static final String[] DUMP_SETTINGS = {"etc/kdump.conf", "etc/default/kdump-tools"};

    private static final Pattern DISK =
            Pattern.compile("(PART)?(UUID|LABEL)=|/dev/(?!nfs$|cifs$|ram)");

    private final HostFiles files;
    private final Gaps gaps;
    private final Tracer tracer;

    /** Names of devices, with what they are to the system. */
    private final Map<String, String> devices = new HashMap<>();

    Criticals(HostFiles files, Gaps gaps, Tracer tracer) {
        this.files = files;
        this.gaps = gaps;
        this.tracer = tracer;
    }

    /** {@return whether the system needs what is mounted there} */
    static boolean isCritical(String point) {
        return POINTS.contains(point);
    }

    /** {@return names of devices that the system needs, with what they are to it} */
    Map<String, String> find(List<Mount> mounts) {
        boolean rootKnown =
                mounts.stream()
                        .filter(mount -> mount.point().equals("/"))
                        .anyMatch(mount -> tracer.mount(mount).device().isPresent());
        if (!rootKnown) {
            bootedRoot();
        }
        dump();
        return Map.copyOf(devices);
    }

    /** An overlay or a network file system covers the root that the kernel was told of. */
    private void bootedRoot() {
        String path = "proc/cmdline";
        try {
            CommandLine.root(files.attribute(path)).ifPresent(this::bootedRoot);
        } catch (IOException e) {
            gaps.anywhere(path, e);
        }
    }

    /** What is no disk, such as {@code live:...} or {@code /dev/nfs}, is nobody's use of one. */
    private void bootedRoot(String spec) {
        Optional<Device> device = named(spec);
        device.ifPresent(found -> devices.put(found.name(), "the kernel's root"));
        if (device.isEmpty() && DISK.matcher(spec).lookingAt()) {
            gaps.add(
                    Gap.anywhere(
                            files.root().resolve("proc/cmdline")
                                    + " has the root on "
                                    + spec
                                    + ", which cannot be traced to a disk"));
        }
    }

    /** {@return the device that a node, a UUID or a label names} */
    private Optional<Device> named(String spec) {
        int at = spec.indexOf('=');
        if (spec.startsWith("/") || at < 0) {
            return tracer.node(spec);
        }
        String folder = spec.substring(0, at).toLowerCase(Locale.ROOT);
        return tracer.node("/dev/disk/by-" + folder + "/" + spec.substring(at + 1));
    }

    private void dump() {
        try {
            if (files.attribute(DUMP_LOADED).strip().equals("0")) {
                return;
            }
        } catch (NoSuchFileException e) {
            return; // this kernel cannot
        } catch (IOException e) {
            gaps.anywhere(DUMP_LOADED, e);
        }
        String folder = DumpSettings.DEFAULT_FOLDER;
        for (String path : DUMP_SETTINGS) {
            String text = settings(path);
            Optional<String> device = DumpSettings.device(text);
            if (device.isPresent()) {
                dumpTo(device.get(), path);
                return;
            }
            folder = DumpSettings.folder(text).orElse(folder);
        }
        Tracer.Ground ground = tracer.file(folder);
        ground.device().ifPresent(device -> devices.putIfAbsent(device.name(), "for crash dumps"));
        if (!ground.isKnown()) {
            gaps.add(Gap.anywhere("dumps go to " + folder + ", which cannot be traced to a disk"));
        }
    }

    private void dumpTo(String spec, String path) {
        named(spec)
                .ifPresentOrElse(
                        device -> devices.putIfAbsent(device.name(), "for crash dumps"),
                        () ->
                                gaps.add(
                                        Gap.anywhere(
                                                files.root().resolve(path)
                                                        + " has dumps go to "
                                                        + spec
                                                        + ", which cannot be traced to a disk")));
    }

    private String settings(String path) {
        try {
            return files.attribute(path);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            gaps.anywhere(path, e);
            return "";
        }
    }
}
