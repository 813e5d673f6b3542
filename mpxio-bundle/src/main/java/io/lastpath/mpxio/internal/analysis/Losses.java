// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens to the clients that have a path there: filled by {@link LossScan}, then only read.
 * Within each list groups stand newest first, their clients in walk order.
 */
public final class Losses {

    private final int shown;
    private final List<ClientLoss> endangered = new ArrayList<>();
    private final List<ClientLoss> single = new ArrayList<>();
    private final List<ClientLoss> redundant = new ArrayList<>();
    private int singleCount;
    private int redundantCount;
    private int singleLosingCount;
    private int losingCount;

    Losses(int shown) {
        this.shown = shown;
    }

    /** Adds one; of those that keep a path only the first {@code shown} are remembered. */
    void add(ClientLoss loss) {
        losingCount += loss.isLosing() ? 1 : 0;
        if (loss.remaining() == 0) {
            endangered.add(loss);
        } else if (loss.remaining() == 1) {
            singleCount++;
            singleLosingCount += loss.isLosing() ? 1 : 0;
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

    /** {@return how many clients keep a single usable path and lose another one} */
    public int singleLosingCount() {
        return singleLosingCount;
    }

    /** {@return how many clients lose a usable path} */
    public int losingCount() {
        return losingCount;
    }

    /** {@return how many clients have a path there, usable or not} */
    public int touchedCount() {
        return endangered.size() + singleCount + redundantCount;
    }
}
