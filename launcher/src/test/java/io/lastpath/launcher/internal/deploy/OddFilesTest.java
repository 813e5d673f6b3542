// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddFilesTest {

    @TempDir private Path folder;

    private final OddFiles odd =
            new OddFiles(
                    List.of(
                            "io.lastpath.engine.cfg",
                            "io.lastpath.linux.cfg",
                            "lastpath.properties",
                            "logback.xml"));

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "");
        }
    }

    @Test
    void aMisspeltNameIsSaidWithTheNearestThatIsRead() throws IOException {
        files("io.lastpath.engin.cfg", "io.lastpath.linux.conf", "lastpath.propertys");

        assertThat(odd.settings(folder))
                .containsExactly(
                        said("io.lastpath.engin.cfg", "io.lastpath.engine.cfg"),
                        said("io.lastpath.linux.conf", "io.lastpath.linux.cfg"),
                        said("lastpath.propertys", "lastpath.properties"));
    }

    private String said(String name, String nearest) {
        return folder.resolve(name)
                + " is not read: no bundle of the distribution has settings of that name; the"
                + " nearest that is read is "
                + nearest;
    }

    @Test
    void whatIsReadOrHiddenOrSomebodyElsesOrACopyIsNot() throws IOException {
        files(
                "io.lastpath.engine.cfg",
                "io.lastpath.linux.config",
                "lastpath.properties.rpmnew",
                "logback.xml~",
                ".io.lastpath.engine.cfg.swp",
                "jmx.passwords",
                "lastpath.pem",
                "com.example.disks.cfg");

        assertThat(odd.settings(folder)).isEmpty();
    }

    @Test
    void whatIsNoJarByItsNameIsNotLookedAt() throws IOException {
        files("adapter.zip", "adapter.jar", "com.example.disks.cfg", "io.lastpath.linx.cfg");

        assertThat(odd.dropped(folder))
                .containsExactly(
                        said("io.lastpath.linx.cfg", "io.lastpath.linux.cfg"),
                        folder.resolve("adapter.zip")
                                + " is not looked at: bundles end in .jar, and configurations in"
                                + " .cfg; rename it, or take it away");
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() {
        assertThat(odd.dropped(folder.resolve("none"))).isEmpty();
    }
}
