// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

/**
 * A PHCI within a group.
 *
 * @param id name of its bean
 * @param devicePath its device path
 * @param state best state of the group's paths through it
 * @param stateNumber its number
 */
public record GroupPhciData(String id, String devicePath, String state, int stateNumber) {}
