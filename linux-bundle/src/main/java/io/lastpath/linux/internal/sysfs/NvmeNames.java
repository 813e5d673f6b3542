// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.parse.DevPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of native NVMe multipath: {@code nvme1n2} is the head of a namespace, the multipathed disk;
 * {@code nvme1c0n2} the hidden node of its path over controller 0. The first number is the
 * subsystem's.
 */
final class NvmeNames {

    private static final Pattern HEAD = Pattern.compile("nvme[0-9]+n[0-9]+");
    private static final Pattern NODE = Pattern.compile("(nvme[0-9]+)c[0-9]+(n[0-9]+)");

    private NvmeNames() {}

    static boolean isNode(String name) {
        return NODE.matcher(name).matches();
    }

    /** {@return name of the head that a node is a path of} */
    static Optional<String> headOf(String node) {
        Matcher matcher = NODE.matcher(node);
        return matcher.matches()
                ? Optional.of(matcher.group(1) + matcher.group(2))
                : Optional.empty();
    }

    /** {@return whether a block device is a namespace that its controller alone leads to} */
    static boolean isSingle(DevPath device) {
        return HEAD.matcher(device.name()).matches() && device.ancestor("nvme-subsys").isEmpty();
    }

    /** {@return whether a block device is the head of a namespace} */
    static boolean isHead(DevPath device) {
        return HEAD.matcher(device.name()).matches() && device.ancestor("nvme-subsys").isPresent();
    }
}
