// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Character devices that are another door to a disk: the generic ones of SCSI (sg and bsg) and of
 * NVMe, of which sysfs tells the disk, and the raw devices of raw(8), of which only an ioctl tells
 * it. For one thread.
 */
final class CharacterNodes {

    private static final String NUMBERS = "sys/dev/char/";

    /** The first one of the major number controls the others. */
    private static final Pattern RAW_NUMBER = Pattern.compile("162:[1-9][0-9]*");

    private static final Pattern RAW_NAME = Pattern.compile("/dev/raw/raw[1-9][0-9]*");
    private static final Pattern SG = Pattern.compile("(?:.*/)?(sg[0-9]+)");
    private static final Pattern BSG = Pattern.compile("(?:.*/)?([0-9]+:[0-9]+:[0-9]+:[0-9]+)");

    /** Where sysfs shows a generic node, below its SCSI device. */
    private static final Pattern SCSI =
            Pattern.compile("(?:.*/)?devices(/.*)/(?:scsi_generic|bsg)/[^/]+");

    private static final Pattern GENERIC = Pattern.compile("(?:.*/)?ng([0-9]+n[0-9]+)");

    private final HostFiles files;
    private final Tracer tracer;
    private final Map<String, String> links = new HashMap<>();

    CharacterNodes(HostFiles files, Tracer tracer) {
        this.files = files;
        this.tracer = tracer;
    }

    /** {@return whether a node is that of a raw device; by its name where only that is known} */
    static boolean isRaw(Optional<HostFiles.Node> node, String path) {
        return node.map(known -> !known.isBlock() && RAW_NUMBER.matcher(known.number()).matches())
                .orElseGet(() -> RAW_NAME.matcher(path).matches());
    }

    /** {@return the disk of a generic node; by its name where its number does not tell} */
    Optional<Device> numbered(String number, String path) {
        String link = links.computeIfAbsent(NUMBERS + number, this::link);
        return link.isEmpty() ? named(path) : shownAt(link);
    }

    /** {@return the disk of a generic node, by its name} */
    Optional<Device> named(String path) {
        return namespace(path)
                .or(() -> classed(SG, "sys/class/scsi_generic/", path))
                .or(() -> classed(BSG, "sys/class/bsg/", path));
    }

    private Optional<Device> namespace(String path) {
        var name = GENERIC.matcher(path);
        return name.matches() ? tracer.devices().named("nvme" + name.group(1)) : Optional.empty();
    }

    private Optional<Device> classed(Pattern pattern, String folder, String path) {
        var name = pattern.matcher(path);
        return name.matches()
                ? shownAt(links.computeIfAbsent(folder + name.group(1), this::link))
                : Optional.empty();
    }

    private Optional<Device> shownAt(String link) {
        var scsi = SCSI.matcher(link);
        return scsi.matches() ? below(scsi.group(1) + "/block/") : namespace(link);
    }

    /** A tape, a changer or an enclosure has generic nodes too, and no disk. */
    private Optional<Device> below(String folder) {
        return tracer.devices().all().stream()
                .filter(device -> device.path().equals(folder + device.name()))
                .findFirst();
    }

    private String link(String path) {
        try {
            return files.link(path);
        } catch (IOException e) {
            return "";
        }
    }
}
