// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A client with its paths in one line.
 *
 * @param devicePath its device path; a remark where it could not be read
 * @param name what people call it; may be empty
 * @param identity its WWID; may be empty
 * @param group id of its group; empty for a client without any readable path
 * @param knownPaths paths that are known, usable or not
 * @param usablePaths paths that are online or standby
 * @param paths PHCI id and state of each, with its target port and what its state was judged from
 *     where the adapter says so
 */
public record ClientData(
        String devicePath,
        String name,
        String identity,
        String group,
        int knownPaths,
        int usablePaths,
        String paths) {}
