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
 * Character devices that are another door to a disk: NVMe's generic ones, of which sysfs tells the
 * namespace, and the raw devices of raw(8), of which only an ioctl tells the disk. For one thread.
 */
final class CharacterNodes {

    private static final String NUMBERS = "sys/dev/char/";

    /** The first one of the major number controls the others. */
    private static final Pattern RAW_NUMBER = Pattern.compile("162:[1-9][0-9]*");

    private static final Pattern RAW_NAME = Pattern.compile("/dev/raw/raw[1-9][0-9]*");
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
        String link = links.computeIfAbsent(number, this::link);
        return named(link.isEmpty() ? path : link);
    }

    /** {@return the disk of a generic node, by its name} */
    Optional<Device> named(String path) {
        var name = GENERIC.matcher(path);
        return name.matches() ? tracer.devices().named("nvme" + name.group(1)) : Optional.empty();
    }

    private String link(String number) {
        try {
            return files.link(NUMBERS + number);
        } catch (IOException e) {
            return "";
        }
    }
}
