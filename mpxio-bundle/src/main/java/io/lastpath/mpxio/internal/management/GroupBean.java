// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ClientData;
import io.lastpath.management.GroupPhciData;
import io.lastpath.management.MpxioGroupMXBean;
import java.util.List;
import java.util.function.Supplier;

/** The bean of one group. Safe for use by several threads. */
final class GroupBean implements MpxioGroupMXBean {

    private final String id;
    private final Supplier<Overview> overview;

    GroupBean(String id, Supplier<Overview> overview) {
        this.id = id;
        this.overview = overview;
    }

    private GroupView view() {
        return overview.get().group(id);
    }

    @Override
    public int getPhciCount() {
        return view().phciCount();
    }

    @Override
    public List<GroupPhciData> getPhcis() {
        return view().phcis();
    }

    @Override
    public int getClientCount() {
        return view().line().clients();
    }

    @Override
    public List<ClientData> getClients() {
        return view().clients();
    }

    @Override
    public int getPathsPerClient() {
        return view().line().pathsPerClient();
    }

    @Override
    public int getLeastUsablePaths() {
        return view().line().leastUsablePaths();
    }

    @Override
    public int getMostUsablePaths() {
        return view().mostUsablePaths();
    }
}
