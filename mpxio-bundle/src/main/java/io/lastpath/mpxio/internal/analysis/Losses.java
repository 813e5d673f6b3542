// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens to the clients that lose a path: filled by {@link LossScan}, then only read. Within
 * each list groups stand newest first, their clients in walk order.
 */
public final class Losses {

    private final int shown;
    private final List<ClientLoss> endangered = new ArrayList<>();
    private final List<ClientLoss> single = new ArrayList<>();
    private final List<ClientLoss> redundant = new ArrayList<>();
    private int singleCount;
    private int redundantCount;

    Losses(int shown) {
        this.shown = shown;
    }

    /** {@return no losses at all} */
    public static Losses none() {
        return new Losses(0);
    }

    /** Adds one; of those that keep a path only the first {@code shown} are remembered. */
    void add(ClientLoss loss) {
        if (loss.remaining() == 0) {
            endangered.add(loss);
        } else if (loss.remaining() == 1) {
            singleCount++;
            keep(single, loss);
        } else {
            redundantCount++;
            keep(redundant, loss);
        }
    }

    private void keep(List<ClientLoss> list, ClientLoss loss) {
        if (list.size() < shown) {
            list.add(loss);
        }
    }

    /** {@return all clients that keep no usable path} */
    public List<ClientLoss> endangered() {
        return endangered;
    }

    /** {@return clients that keep a single usable path; not necessarily all} */
    public List<ClientLoss> single() {
        return single;
    }

    /** {@return clients that keep several usable paths; not necessarily all} */
    public List<ClientLoss> redundant() {
        return redundant;
    }

    /** {@return how many clients keep a single usable path} */
    public int singleCount() {
        return singleCount;
    }

    /** {@return how many clients lose a path} */
    public int touchedCount() {
        return endangered.size() + singleCount + redundantCount;
    }
}
