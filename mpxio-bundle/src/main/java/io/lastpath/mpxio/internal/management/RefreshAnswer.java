// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.GroupTable;

/** What a person is told who had the tree read. Stateless. */
final class RefreshAnswer {

    private RefreshAnswer() {}

    /** {@return what was read, and what of that was not believed} */
    static String of(TableState state) {
        GroupTable table = state.table();
        return "table "
                + state.sequence()
                + " read by adapter "
                + state.adapter()
                + ":\n"
                + table.phciCount()
                + " PHCIs, "
                + table.groupCount()
                + " groups, "
                + table.clientCount()
                + " clients, "
                + table.pathCount()
                + " paths, "
                + table.gaps().count()
                + " unreadable"
                + removed(state);
    }

    /** A played host tells nothing of a real one that was in use before. */
    private static String removed(TableState state) {
        return state.reign().believedSince().isEmpty()
                ? ""
                : "\nAdapter "
                        + state.adapter()
                        + " only plays a host: what was removed before it came into use stays removed;"
                        + " 'lastpath refresh' takes that back once the adapter of its host is in"
                        + " use again";
    }
}
