// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.journal.Removed;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;

/**
 * Which places are gone: all who have DR interest in them were told so, or nobody was registered
 * there. Safe for use by several threads; the lock is that of the registrations.
 */
public final class RemovedPlaces {

    private final Object lock;
    private final ResourceTree tree;
    private final Runnable noted;
    private final Removals removals = new Removals();

    /**
     * Knows of none.
     *
     * @param lock guards the tree
     * @param tree who is registered where
     * @param noted is run after each change, with the lock held
     */
    RemovedPlaces(Object lock, ResourceTree tree, Runnable noted) {
        this.lock = lock;
        this.tree = tree;
        this.noted = noted;
    }

    /** {@return whether a place is gone} */
    public boolean contains(TreeKey key) {
        synchronized (lock) {
            return removals.contains(key);
        }
    }

    /** {@return whether a place is gone and nobody is registered there who was not told} */
    public boolean isTold(TreeKey key) {
        synchronized (lock) {
            return removals.contains(key) && !isAnybodyThere(key);
        }
    }

    private boolean isAnybodyThere(TreeKey key) {
        ResourceNode node = tree.find(key);
        return node != null && node.isAnybodyThere();
    }

    /** Notes that a module has seen a place again, or was told that it is there. */
    public void seenAgain(TreeKey key) {
        synchronized (lock) {
            note(removals.seenAgain(key));
        }
    }

    /**
     * Notes that a module has left that served: all that it registers for later it registers anew.
     * With the lock.
     */
    void left(String module) {
        removals.left(module);
    }

    /** {@return all of them, in the order in which they went} */
    public List<Removed> all() {
        synchronized (lock) {
            return removals.all();
        }
    }

    /** Takes over what an earlier run knew to be gone. */
    public void load(List<Removed> removed) {
        synchronized (lock) {
            removals.load(removed);
        }
    }

    /** Notes that somebody was told, or has left: it is gone if all were told. With the lock. */
    void told(TreeKey key) {
        ResourceNode node = tree.find(key);
        note(node != null && node.isRemoved() && removals.add(key, node.modulesForDr()));
    }

    /** Notes a registration for DR. With the lock held. */
    void registered(TreeKey key, String module) {
        note(removals.registered(key, module));
    }

    /**
     * Notes that a place was removed, for which nobody may be registered: what comes up below it
     * later is gone with it, until a module has seen it again or somebody says that it is back.
     *
     * @param key the place
     * @return whether there was room for it
     */
    public boolean removed(TreeKey key) {
        synchronized (lock) {
            if (removals.contains(key) || isAnybodyThere(key)) {
                return true;
            }
            boolean hasRoom = removals.hasRoom();
            note(hasRoom && removals.addNobodys(key));
            return hasRoom;
        }
    }

    /** Notes that somebody said of a place that it is back. */
    public void online(TreeKey key) {
        synchronized (lock) {
            note(removals.online(key));
        }
    }

    private void note(boolean isChanged) {
        if (isChanged) {
            noted.run();
        }
    }
}
