// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What uses a file system over several disks uses each of them. */
class SeveralDisksTest extends IdleHost {

    private static final String SOURCE = "/dev/mapper/mpatha:/dev/mapper/mpathb";

    /** bcachefs has the number of its first member, or none of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"253:0", "0:77"})
    void eachMemberOfAFileSystemIsUsedWhicheverNumberItHas(String number) {
        host.mount(number, "/srv/bc", "bcachefs", SOURCE);

        for (int map = 0; map < 2; map++) {
            assertThat(users(host.read(), map))
                    .singleElement()
                    .asString()
                    .startsWith("filesys: bcachefs file system mounted at /srv/bc on mpath");
        }
        assertThat(gaps()).isEmpty();
    }

    @Test
    void soIsAMemberThatIsInNoMap() {
        host.plainDisk("sdz", "65:144").mount("253:0", "/bc", "bcachefs", "/dev/dm-0:/dev/sdz");

        assertThat(host.read().usedBy("filesys"))
                .containsOnlyKeys(
                        resource(0),
                        "/devices/pci0000:00/0000:00:03.0/host0/target0:0:0/0:0:0:144/block/sdz");
    }

    @Test
    void soIsOneOfAFileSystemThatAnotherNameSpaceHas() {
        host.process(1, "init", "1")
                .process(80, "box", "2")
                .mountFor(80, "253:0", "/bc", "bcachefs", SOURCE);

        assertThat(users(host.read(), 1))
                .singleElement()
                .asString()
                .contains("bcachefs file system mounted at /bc in the mount name space of box");
    }

    @Test
    void aMemberThatCannotBeTracedMakesTheAnswerIncompleteByName() {
        host.mount("253:0", "/bc", "bcachefs", "/dev/dm-0:/dev/mapper/nowhere");

        assertThat(gaps())
                .singleElement()
                .asString()
                .contains("mounted at /bc")
                .endsWith("/dev/mapper/nowhere cannot be traced to a disk");
    }
}
