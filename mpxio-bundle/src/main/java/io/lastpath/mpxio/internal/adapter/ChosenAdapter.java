// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import java.util.Comparator;
import java.util.List;

/**
 * The adapter that a name was chosen for. Several may give themselves one name, and be of different
 * hosts: the one that was meant is so until it leaves, and one that was in service beside it never
 * is. One that comes after that is taken for the same one after a restart. Guarded by the keeper's
 * lock.
 */
final class ChosenAdapter {

    private String configured;
    private String name;

    /** Null while none is in service. */
    private Adapter meant;

    /** Number of the last one that was in service beside the one that was meant and has left. */
    private long passed;

    /**
     * None yet.
     *
     * @param configured name of the adapter that is wanted; empty for the highest ranking
     */
    ChosenAdapter(String configured) {
        this.configured = configured;
        this.name = configured;
    }

    /** Follows the configuration, which goes before an earlier choice once it changes. */
    void configure(String wanted, List<Adapter> inService) {
        if (!wanted.equals(configured)) {
            configured = wanted;
            choose(wanted, inService);
        }
    }

    /** Means what a name stands for among those in service now. */
    void choose(String wanted, List<Adapter> inService) {
        name = wanted;
        meant = null;
        passed = 0;
        lookFor(inService);
    }

    /** Looks among those in service, by ranking, if none is meant yet or any more. */
    void lookFor(List<Adapter> inService) {
        meant = meant == null ? found(inService) : meant;
    }

    /** The name that one has here goes before that which another one gives itself. */
    private Adapter found(List<Adapter> inService) {
        return inService.stream()
                .filter(one -> one.isNamed(name) && one.number() > passed)
                .sorted(Comparator.comparing(one -> !one.name().equals(name)))
                .findFirst()
                .orElse(null);
    }

    /**
     * An adapter has left.
     *
     * @param gone the adapter; null for none
     * @param last number of the last one that came so far
     */
    void left(Adapter gone, long last) {
        if (meant != null && gone == meant) {
            meant = null;
            passed = last;
        }
    }

    /** {@return the name; empty for the highest ranking} */
    String name() {
        return name;
    }

    /** {@return the adapter; null for none} */
    Adapter adapter() {
        return meant;
    }
}
