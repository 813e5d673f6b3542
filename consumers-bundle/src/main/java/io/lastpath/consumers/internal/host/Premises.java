// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.host;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the fate of uses rests on beside the words that are said of them: what each array can lose
 * now, what it stands on, and which disks below it are dead. Two looks that differ in that may
 * judge differently, though everybody would use the same words. It is compared, and never shown.
 * For one thread.
 */
final class Premises {

    private final Devices devices;
    private final Set<String> dead;
    private final Map<String, String> arrays = new HashMap<>();

    /**
     * Those of one look.
     *
     * @param devices all devices
     * @param dead names of disks that are gone even now
     */
    Premises(Devices devices, Set<String> dead) {
        this.devices = devices;
        this.dead = dead;
    }

    /**
     * Those of a use. One that lives on nothing has none: it is lost with any of its disks.
     *
     * @param use the use
     * @param below names of all that it stands on
     * @return a text for each array below it and one for itself, where it lives on without some
     */
    Set<String> of(Use use, Collection<String> below) {
        Set<String> found = new LinkedHashSet<>();
        if (!use.redundancy().equals(Redundancy.NONE)) {
            found.add(text("", use.devices(), use.redundancy(), below));
        }
        for (String name : new TreeSet<>(below)) {
            devices.named(name)
                    .filter(device -> !device.array().equals(Redundancy.NONE))
                    .ifPresent(array -> found.add(arrays.computeIfAbsent(name, any -> of(array))));
        }
        return found;
    }

    private String of(Device array) {
        Set<String> below = devices.below(array.name()).keySet();
        return text(array.name(), array.slaves(), array.array(), below);
    }

    private String text(
            String name, Set<String> members, Redundancy redundancy, Collection<String> below) {
        StringBuilder text = new StringBuilder(name);
        text.append(new TreeSet<>(members)).append(redundancy.word()).append(redundancy.spare());
        text.append(new TreeSet<>(redundancy.expendable()));
        for (String each : new TreeSet<>(below)) {
            text.append(each).append(dead.contains(each) ? " is dead" : "");
            devices.named(each).ifPresent(one -> text.append(new TreeSet<>(devices.needs(one))));
        }
        return text.toString();
    }
}
