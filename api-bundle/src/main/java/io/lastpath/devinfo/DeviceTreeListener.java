// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told that a host's device tree changed. */
@ConsumerType
@FunctionalInterface
public interface DeviceTreeListener {

    /**
     * Something changed: a new snapshot would differ. Called on any thread, without a lock held;
     * returns at once.
     *
     * @param source whose tree changed
     */
    void changed(DeviceTreeSource source);

    /**
     * It is time to look again: the source cannot tell of changes by itself, and knows of none.
     * What was read last stays in force until the tree has been read again. Called like {@link
     * #changed}.
     *
     * @param source whose tree may have changed
     */
    default void mayHaveChanged(DeviceTreeSource source) {
        changed(source);
    }

    /**
     * The source has just looked by itself, and nothing has changed since the last snapshot. Called
     * like {@link #changed}.
     *
     * @param source whose tree was looked at
     */
    default void unchanged(DeviceTreeSource source) {}
}
