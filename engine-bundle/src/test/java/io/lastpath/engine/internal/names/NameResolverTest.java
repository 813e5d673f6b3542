// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.rcm.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where names end up in the tree. */
class NameResolverTest {

    private static final Map<String, String> LINKS =
            Map.of("/dev/dsk/c0t0d0s0", "/devices/pci@0/disk@0:a");

    private final NameResolver resolver = new NameResolver(name -> LINKS.getOrDefault(name, name));

    @ParameterizedTest
    @CsvSource({
        "SUNW_cpu/cpu0, /ABSTRACT/SUNW_cpu/cpu0",
        "/data, /SYSTEM/data",
        "//data///db/, /SYSTEM/data/db",
        "/devices/pci@0/disk@0:a, /SYSTEM/devices/pci@0/disk@0/a",
        "/devices/a:b:c, /SYSTEM/devices/a/b:c",
        "/devices, /SYSTEM/devices",
        "/export:old, /SYSTEM/export:old",
        "/dev/dsk/c0t0d0s0, /SYSTEM/devices/pci@0/disk@0/a",
        "/dev/unknown, /SYSTEM/dev/unknown"
    })
    void eachNameHasOnePlace(String name, String path) throws CallRefused {
        assertThat(resolver.resolve(name).key().path()).isEqualTo(path);
    }

    @Test
    void namesThatCannotBeUsedAreRefused() {
        refused(List.of(), Errno.EINVAL);
        refused(List.of("/a", ""), Errno.EINVAL);
        refused(Arrays.asList("/a", null), Errno.EINVAL);
        refused(List.of("/" + "ä".repeat(512)), Errno.ENAMETOOLONG);
    }

    private void refused(List<String> names, Errno errno) {
        assertThatThrownBy(() -> resolver.resolve(names))
                .isInstanceOfSatisfying(
                        CallRefused.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void linksOfTheFileSystemAreFollowedToTheirEnd(@TempDir Path folder) throws IOException {
        Path target = Files.createFile(folder.resolve("target"));
        Path middle = Files.createSymbolicLink(folder.resolve("middle"), target);
        Path link = Files.createSymbolicLink(folder.resolve("link"), middle);
        FileLinks links = new FileLinks();

        assertThat(links.resolve(link.toString())).isEqualTo(target.toRealPath().toString());
        assertThat(links.resolve(folder + "/nowhere")).isEqualTo(folder + "/nowhere");
        assertThat(links.resolve("/dev/\0")).isEqualTo("/dev/\0");
    }
}
