// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An adapter: reads the device tree of one kind of host. An OSGi service; of several the one that
 * was chosen by its name is in use, or else the one with the highest service ranking. Called from
 * several threads, one snapshot at a time.
 */
@ConsumerType
public interface DeviceTreeSource {

    /**
     * Service property: the adapter's short name, for example {@code simulation}; made of {@code
     * [A-Za-z0-9._-]}.
     */
    String ADAPTER = "lastpath.adapter";

    /**
     * Service property, optional: the folder whose files the tree is read from, {@code /} for the
     * host that this process runs on; a string. Who tells about the same host reads there too.
     */
    String ROOT = "root";

    /**
     * Service property, optional: the name of the RCM module that registers for every client of
     * this tree and answers for who uses it; a string. For whichever client that module is not
     * heard, nobody knows who uses it. Without this property who registered are all that use a
     * client.
     */
    String USERS = "lastpath.users";

    /**
     * Service property, optional: whether the tree is that of a host which is only played, in the
     * place of the one that this runtime is for; a {@code Boolean}. A person who says that such a
     * tree is right takes nothing back that was removed while another one was in use. Without this
     * property it is not played.
     */
    String PLAYED = "lastpath.played";

    /**
     * Takes a snapshot. The caller closes it. A caller that waited too long interrupts the thread
     * and may ask for the next snapshot before this one has ended.
     *
     * @return the tree as it is now
     * @throws DeviceTreeException if it cannot be read; nothing is left open
     */
    DeviceTree snapshot() throws DeviceTreeException;

    /** {@return what is being read, in a few words, for example the file of a scenario} */
    String description();

    /**
     * Tells what whoever relies on the last snapshot has to know of its sources, for example that
     * one of them could not be asked. What makes the tree incomplete is in the tree.
     *
     * @return a sentence each, without a full stop; empty for nothing
     */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * Adds a listener. Adding it twice changes nothing.
     *
     * @param listener told of changes from now on
     */
    void addListener(DeviceTreeListener listener);

    /**
     * Takes a listener away; a call to it may still be under way.
     *
     * @param listener no longer told
     */
    void removeListener(DeviceTreeListener listener);
}
