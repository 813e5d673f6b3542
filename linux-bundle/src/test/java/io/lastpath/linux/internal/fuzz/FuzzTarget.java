// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every parser with the folder of its seeds. */
enum FuzzTarget {
    DM_STATUS(DmStatusFuzz.class, DmStatusFuzz::fuzzerTestOneInput),
    MAPS_JSON(MapsJsonFuzz.class, MapsJsonFuzz::fuzzerTestOneInput),
    DM_UUID(DmUuidFuzz.class, DmUuidFuzz::fuzzerTestOneInput),
    TARGET_DESIGNATOR(TargetDesignatorFuzz.class, TargetDesignatorFuzz::fuzzerTestOneInput),
    FC_ADDRESS(FcAddressFuzz.class, FcAddressFuzz::fuzzerTestOneInput),
    DEV_PATH(DevPathFuzz.class, DevPathFuzz::fuzzerTestOneInput),
    MOUNT_LINE(MountLineFuzz.class, MountLineFuzz::fuzzerTestOneInput),
    SWAP_LINE(SwapLineFuzz.class, SwapLineFuzz::fuzzerTestOneInput),
    KERNEL_EVENT(KernelEventFuzz.class, KernelEventFuzz::fuzzerTestOneInput);

    final Class<?> type;
    final Consumer<byte[]> run;

    FuzzTarget(Class<?> type, Consumer<byte[]> run) {
        this.type = type;
        this.run = run;
    }

    Path seedFolder() {
        try {
            return Path.of(FuzzTarget.class.getResource("/fuzz/" + type.getSimpleName()).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(seedFolder())) {
            return files.sorted().toList();
        }
    }
}
