// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceNodeTest {

    private static final NodePath DISK = NodePath.of("/scsi_vhci/disk@g6");

    @Test
    void aClientKeepsItsOwnListOfPaths() {
        List<DevicePath> paths = new ArrayList<>();
        paths.add(new DevicePath(NodePath.of("/pci@0,0/fp@0,0"), PathState.ONLINE, ""));
        DeviceNode.Client client = new DeviceNode.Client(DISK, "mpatha", "", paths);

        paths.clear();

        assertThat(client.paths()).hasSize(1);
    }

    @Test
    void theRootOfTheTreeHasAnEmptyPath() {
        assertThat(NodePath.of("")).isEqualTo(new NodePath.Known(""));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new DeviceNode.Client(DISK, null, "", List.of()))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> new DevicePath(DISK, null, ""))
                .withMessage("state");
        assertThatNullPointerException().isThrownBy(() -> NodePath.of(null)).withMessage("path");
        assertThatNullPointerException()
                .isThrownBy(() -> new DeviceNode.Unreadable("/sys", null))
                .withMessage("reason");
    }
}
