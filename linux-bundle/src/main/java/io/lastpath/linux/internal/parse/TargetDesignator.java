// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

/**
 * The target port in the device identification page of a SCSI device, page 83h of the vital product
 * data, see SPC-4.
 */
public final class TargetDesignator {

    private TargetDesignator() {}

    /**
     * Finds the port.
     *
     * @param page the page
     * @return its world-wide name, for example {@code naa.5000c5aa00006194}; its SCSI name where it
     *     has no such; else empty, also for a page that makes no sense
     */
    public static String of(byte[] page) {
        String name = "";
        for (Designator designator : Designator.of(page)) {
            if (designator.association() == Designator.TARGET_PORT) {
                name = better(name, designator);
            }
        }
        return name;
    }

    private static String better(String name, Designator designator) {
        if (designator.type() == Designator.NAA && designator.bytes().length > 0) {
            return "naa." + designator.hex();
        }
        return designator.type() == Designator.SCSI_NAME && name.isEmpty()
                ? Attribute.shown(designator.text())
                : name;
    }
}
