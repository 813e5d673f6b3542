// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.parse.DumpSettings;
import io.lastpath.consumers.internal.parse.Mount;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the system cannot do without: the file systems that it runs on, boots from and dumps to. For
 * one thread.
 */
final class Criticals {

    private static final Set<String> POINTS = Set.of("/", "/usr", "/boot", "/boot/efi", "/efi");
    private static final String DUMP_LOADED = "sys/kernel/kexec_crash_loaded";
    private static final String[] DUMP_SETTINGS = {"etc/kdump.conf", "etc/default/kdump-tools"};

    private final HostFiles files;
    private final Gaps gaps;
    private final Tracer tracer;
    private final Grounds grounds;

    /** Names of devices, with what they are to the system. */
    private final Map<String, String> devices = new HashMap<>();

    Criticals(HostFiles files, Gaps gaps, Tracer tracer, Grounds grounds) {
        this.files = files;
        this.gaps = gaps;
        this.tracer = tracer;
        this.grounds = grounds;
    }

    /** {@return whether the system needs what is mounted there} */
    static boolean isCritical(String point) {
        return POINTS.contains(point);
    }

    /** {@return names of devices that the system needs, with what they are to it} */
    Map<String, String> find(List<Mount> mounts) {
        new SystemRoot(files, gaps, tracer, grounds, devices).find(mounts);
        dump();
        return Map.copyOf(devices);
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
        Grounds.Ground ground = grounds.file(folder);
        ground.devices().forEach(device -> devices.putIfAbsent(device, "for crash dumps"));
        if (!ground.isKnown()) {
            gaps.add(Gap.anywhere("dumps go to " + folder + ", which cannot be traced to a disk"));
        }
    }

    private void dumpTo(String spec, String path) {
        tracer.specified(spec)
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
