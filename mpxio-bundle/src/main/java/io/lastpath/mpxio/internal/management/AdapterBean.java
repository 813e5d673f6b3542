// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.DeviceTreeMXBean;
import io.lastpath.mpxio.internal.adapter.Adapter;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import java.time.Instant;
import java.util.List;

/** The bean of one adapter. Safe for use by several threads. */
final class AdapterBean implements DeviceTreeMXBean {

    private final String name;
    private final TableKeeper keeper;

    AdapterBean(String name, TableKeeper keeper) {
        this.name = name;
        this.keeper = keeper;
    }

    /** Another adapter of the same name may have taken the place of the first. */
    private Adapter adapter() {
        return keeper.adapters().stream()
                .filter(adapter -> adapter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("adapter " + name + " is gone"));
    }

    @Override
    public String getDescription() {
        return adapter().description();
    }

    @Override
    public String getRoot() {
        return adapter().root();
    }

    @Override
    public List<String> getRemarks() {
        return adapter().remarks();
    }

    @Override
    public String getRole() {
        return getRoleNumber() == 1 ? "in use" : "standing by";
    }

    @Override
    public int getRoleNumber() {
        return keeper.inUse().filter(best -> best == adapter()).isPresent() ? 1 : 0;
    }

    @Override
    public int getRanking() {
        return adapter().ranking();
    }

    @Override
    public boolean isChosen() {
        return !keeper.chosen().isEmpty() && getRoleNumber() == 1;
    }

    @Override
    public String getLastSnapshotAt() {
        return Times.text(adapter().stats().lastAt());
    }

    @Override
    public long getLastSnapshotMillis() {
        return adapter().stats().lastMillis();
    }

    @Override
    public String getLastLookAt() {
        return Times.text(adapter().lookedAt());
    }

    @Override
    public long getLastLookAgeMillis() {
        return Times.ageMillis(adapter().lookedAt());
    }

    @Override
    public int getPhciCount() {
        return adapter().stats().phcis();
    }

    @Override
    public int getClientCount() {
        return adapter().stats().clients();
    }

    @Override
    public int getPathCount() {
        return adapter().stats().paths();
    }

    @Override
    public long getSnapshotCount() {
        return adapter().stats().snapshots();
    }

    @Override
    public long getFailureCount() {
        return adapter().stats().failures();
    }

    @Override
    public String getLastFailure() {
        return adapter().stats().lastFailure();
    }

    @Override
    public String getLastFailureAt() {
        return Times.text(adapter().stats().lastFailureAt());
    }

    @Override
    public int getReadsUnderWay() {
        return adapter().reads().size();
    }

    @Override
    public String getOldestReadSince() {
        return Times.text(adapter().reads().stream().min(Instant::compareTo).orElse(null));
    }
}
