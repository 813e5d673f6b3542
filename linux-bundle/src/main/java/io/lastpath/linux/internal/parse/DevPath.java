// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A DEVPATH, the path of a device below {@code /sys/devices}, and what stands above the device on
 * the way to the root. Immutable.
 *
 * @param components its components, the root's end first
 */
public record DevPath(List<String> components) {

    /** Of PCI, of a channel subsystem (CCW), or an instance on the bus of Hyper-V (VMBus). */
    private static final Pattern FUNCTION =
            Pattern.compile(
                    "[0-9a-f]{4,8}:[0-9a-f]{2}:[0-1][0-9a-f]\\.[0-7]"
                            + "|[0-9a-f]{1,2}\\.[0-3]\\.[0-9a-f]{4}"
                            + "|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern SCSI_HOST = Pattern.compile("host[0-9]+");
    private static final Pattern NVME_CONTROLLER = Pattern.compile("nvme[0-9]+");
    private static final Pattern SCSI_DEVICE = Pattern.compile("[0-9]+:[0-9]+:[0-9]+:[0-9]+");

    /** Copies the list. */
    public DevPath {
        components = List.copyOf(components);
    }

    /**
     * Splits a DEVPATH.
     *
     * @param path begins with a slash
     * @return its components
     */
    public static DevPath of(String path) {
        return new DevPath(Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList());
    }

    /**
     * Resolves a symbolic link to a device.
     *
     * @param folder the folder that the link is in, below {@code root}; begins with a slash
     * @param target what the link says
     * @param root the folder of all devices, for example {@code /sys/devices}
     * @return the device; empty if the link leads anywhere else
     */
    public static Optional<DevPath> ofLink(String folder, String target, String root) {
        List<String> parts =
                new ArrayList<>(target.startsWith("/") ? List.of() : of(folder).components);
        for (String part : target.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        List<String> above = of(root).components;
        boolean below = parts.size() > above.size() && parts.subList(0, above.size()).equals(above);
        return below
                ? Optional.of(new DevPath(parts.subList(above.size(), parts.size())))
                : Optional.empty();
    }

    /** {@return the device's own name} */
    public String name() {
        return components.isEmpty() ? "" : components.get(components.size() - 1);
    }

    /** {@return the folder of the SCSI device that a disk belongs to; empty for other disks} */
    public Optional<DevPath> scsiDevice() {
        return lastMatching(SCSI_DEVICE).map(this::upTo);
    }

    /** {@return the SCSI host or NVMe controller above the device; empty for other disks} */
    public Optional<DevPath> controller() {
        return lastMatching(SCSI_HOST).or(this::nvmeController).map(this::upTo);
    }

    private Optional<Integer> nvmeController() {
        Optional<Integer> found = lastMatching(NVME_CONTROLLER);
        boolean under =
                found.filter(at -> at > 0)
                        .map(at -> components.get(at - 1))
                        .filter(parent -> parent.equals("nvme") || parent.equals("ctl"))
                        .isPresent();
        return under ? found : Optional.empty();
    }

    /** {@return whether the device is below an NVMe controller} */
    public boolean isNvme() {
        return lastMatching(SCSI_HOST).isEmpty() && nvmeController().isPresent();
    }

    /**
     * {@return the last device above the controller, or above the device without one, that its bus
     * gives the same name after a reboot: a PCI function, a CCW device or a VMBus device}
     */
    public Optional<DevPath> function() {
        DevPath below = controller().orElse(this);
        return below.lastMatching(FUNCTION).map(below::upTo);
    }

    /**
     * Finds the initiator port: the last function above the controller; where one function has
     * several hosts, the port below it; without a function, the controller itself.
     *
     * @param several tells of a function whether it has, or had, several hosts
     * @return the port; empty if there is nothing of the kind above the device
     */
    public Optional<DevPath> initiatorPort(Predicate<DevPath> several) {
        Optional<DevPath> function = function();
        return function.filter(several)
                .flatMap(this::portBelow)
                .or(() -> function)
                .or(this::controller);
    }

    /** {@return the component right below a function on the way to this device} */
    public Optional<DevPath> portBelow(DevPath function) {
        int length = function.components.size() + 1;
        return length <= components.size() ? Optional.of(upTo(length - 1)) : Optional.empty();
    }

    /** {@return whether this is the device, or one below it} */
    public boolean isWithin(DevPath above) {
        int length = above.components.size();
        return components.size() >= length
                && components.subList(0, length).equals(above.components);
    }

    /** {@return the folder of the first component with this beginning; empty if there is none} */
    public Optional<DevPath> ancestor(String prefix) {
        for (int at = 0; at < components.size(); at++) {
            if (components.get(at).startsWith(prefix)) {
                return Optional.of(upTo(at));
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> lastMatching(Pattern pattern) {
        for (int at = components.size() - 1; at >= 0; at--) {
            if (pattern.matcher(components.get(at)).matches()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private DevPath upTo(int last) {
        return new DevPath(components.subList(0, last + 1));
    }

    @Override
    public String toString() {
        return "/" + String.join("/", components);
    }
}
