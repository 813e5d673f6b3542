// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Use;
import io.lastpath.consumers.internal.parse.MapName;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the devices of device-mapper that stand on nothing: those without a table, which have no
 * size, and those of a recorded host of which its words of {@code dmsetup status} say that they
 * only hold zeros, or nothing but errors. For one thread.
 */
final class BottomMaps {

    private static final String WORDS = "dmsetup-status.txt";
    private static final Pattern LINE = Pattern.compile("(.+): [0-9]+ [0-9]+ ([a-z0-9_-]+)( .*)?");
    private static final Set<String> TARGETS = Set.of("zero", "error");

    private final HostFiles files;

    BottomMaps(HostFiles files) {
        this.files = files;
    }

    boolean contains(Device device) {
        return attribute(BlockScan.FOLDER + "/" + device.name() + "/size")
                        .filter("0\n"::equals)
                        .isPresent()
                || attribute(WORDS).filter(words -> isBottom(device, words)).isPresent();
    }

    private static boolean isBottom(Device device, String words) {
        Set<String> names = Use.names(device.label(), MapName.shown(device.label()));
        Set<String> targets =
                words.lines()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .filter(line -> names.contains(line.group(1)))
                        .map(line -> line.group(2))
                        .collect(Collectors.toSet());
        return !targets.isEmpty() && TARGETS.containsAll(targets);
    }

    private Optional<String> attribute(String file) {
        try {
            return Optional.of(files.attribute(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
