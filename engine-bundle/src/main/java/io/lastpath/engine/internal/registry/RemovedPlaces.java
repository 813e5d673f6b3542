// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import io.lastpath.engine.internal.journal.Removed;
import io.lastpath.engine.internal.names.TreeKey;
import java.util.List;

/**
 * Which places are gone: somebody was told so, or they were removed with nobody to be told. Safe
 * for use by several threads; the lock is that of the registrations.
 */
public final class RemovedPlaces {

    private final Object lock;
    private final ResourceTree tree;
    private final Runnable noted;
    private final Removals removals = new Removals(System::nanoTime);

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

    /** {@return whether a place is gone, by itself or with what it is below} */
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

    /**
     * Notes that a place is there again, as a module has seen or was told; so is what it is below.
     *
     * @param key the place
     * @param since what was removed before is not meant, as {@link System#nanoTime} has it
     * @param seen when that was seen
     */
    public void isBack(TreeKey key, long since, long seen) {
        synchronized (lock) {
            note(removals.isBack(key, since, seen));
        }
    }

    /** {@return the names of the places below another that are gone, in their order} */
    public List<String> below(TreeKey place) {
        synchronized (lock) {
            return removals.below(place).stream().map(this::name).toList();
        }
    }

    /** As whoever was told of it spelt it, if that is known. */
    private String name(TreeKey key) {
        ResourceNode node = tree.find(key);
        return node == null || node.registrants().isEmpty()
                ? key.name()
                : node.registrants().get(0).resource();
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

    /** Notes that somebody was told that a place is gone. With the lock held. */
    void told(TreeKey key) {
        note(removals.add(key));
    }

    /**
     * Notes that a place was removed with all that is below it, for which nobody may be registered:
     * what comes up there later is gone with it.
     *
     * @param key the place
     * @return whether there was room for it
     */
    public boolean removed(TreeKey key) {
        synchronized (lock) {
            if (isAnybodyThere(key)) {
                return true;
            }
            boolean hasRoom = removals.hasRoom(key);
            note(hasRoom && removals.addWhole(key));
            return hasRoom;
        }
    }

    /**
     * Notes that a place was removed with what it hangs by: as a whole only where somebody was
     * registered below it, as below a card, or each disk would be noted so.
     */
    public void removedAlong(TreeKey key) {
        synchronized (lock) {
            ResourceNode node = tree.find(key);
            if (node != null && !node.children().isEmpty()) {
                removed(key);
            }
        }
    }

    private void note(boolean isChanged) {
        if (isChanged) {
            noted.run();
        }
    }
}
