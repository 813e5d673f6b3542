// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every parser with the folder of its seeds. */
enum FuzzTarget {
    MOUNT_INFO(Parsers.OfMountInfo.class, Parsers.OfMountInfo::fuzzerTestOneInput),
    SWAPS(Parsers.OfSwaps.class, Parsers.OfSwaps::fuzzerTestOneInput),
    DEVICE_NUMBER(Parsers.OfDeviceNumber.class, Parsers.OfDeviceNumber::fuzzerTestOneInput),
    MAP_UUID(Parsers.OfMapUuid.class, Parsers.OfMapUuid::fuzzerTestOneInput),
    RAID_LEVEL(Parsers.OfRaidLevel.class, Parsers.OfRaidLevel::fuzzerTestOneInput),
    MEMBER_STATE(Parsers.OfMemberState.class, Parsers.OfMemberState::fuzzerTestOneInput),
    COMMAND_LINE(Parsers.OfCommandLine.class, Parsers.OfCommandLine::fuzzerTestOneInput),
    DUMP_SETTINGS(Parsers.OfDumpSettings.class, Parsers.OfDumpSettings::fuzzerTestOneInput),
    BTRFS_PROFILE(Parsers.OfBtrfsProfile.class, Parsers.OfBtrfsProfile::fuzzerTestOneInput);

    final Class<?> type;
    final Consumer<byte[]> run;

    FuzzTarget(Class<?> type, Consumer<byte[]> run) {
        this.type = type;
        this.run = run;
    }

    Path seedFolder() {
        return Path.of(System.getProperty("basedir", "."), "src/test/resources/fuzz", name());
    }

    List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(seedFolder())) {
            return files.sorted().toList();
        }
    }
}
