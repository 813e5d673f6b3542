// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.Await;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has the coordinator do deeds, and notes in the diary when they begin and end. */
final class Doing {

    private final Engine engine;
    private final Diary diary;
    private final Set<String> present;

    /**
     * Does deeds.
     *
     * @param engine the coordinator
     * @param diary where to note them
     * @param present the ids of the initiators that are there; who dies is taken out
     */
    Doing(Engine engine, Diary diary, Set<String> present) {
        this.engine = engine;
        this.diary = diary;
        this.present = present;
    }

    /** {@return the DR requests in the tree of the deed after it} */
    List<Row> make(Deed deed) {
        diary.write(Diary.Line.BEGIN, deed.fields());
        RcmReply reply = deed.kind() == Deed.Kind.DIE ? die(deed) : ask(deed);
        List<Row> rows =
                Row.of(engine.drRequests()).stream()
                        .filter(one -> Topology.treeOf(one.resource()).equals(deed.tree()))
                        .toList();
        diary.write(
                Diary.Line.END, deed.token(), reply.operation(), reply.isSuccess(), Row.text(rows));
        System.out.println(CrashChild.ANSWERED + deed.token());
        return rows;
    }

    private RcmReply ask(Deed deed) {
        RcmHandle handle = engine.open(Intent.of(deed.initiator(), deed.token()));
        List<String> on = deed.resources();
        RcmFlags marked = on.stream().anyMatch(Topology::isRoot) ? RcmFlags.FILESYS : RcmFlags.NONE;
        return switch (deed.kind()) {
            case OFFLINE -> handle.requestOffline(on, RcmFlags.NONE);
            case FORCE -> handle.requestOffline(on, RcmFlags.FORCE);
            case RETIRE -> handle.requestOffline(on, RcmFlags.RETIRE_REQUEST);
            case FILESYS -> handle.requestOffline(on, marked);
            case QUERY -> handle.requestOffline(on, RcmFlags.QUERY);
            case SUSPEND -> handle.requestSuspend(on, RcmFlags.NONE, Duration.ofSeconds(7));
            case ONLINE -> handle.notifyOnline(on, marked);
            case REMOVE -> handle.notifyRemove(on, marked);
            case RESUME -> handle.notifyResume(on, marked);
            case CAPACITY ->
                    handle.requestCapacityChange(
                            CrashModule.CAPACITY, RcmFlags.NONE, Map.of("new_pages", "1"));
            case EVENT -> handle.notifyEvent(Topology.supply(deed.tree()), RcmFlags.NONE, Map.of());
            case INFO -> handle.getInfo(on, RcmFlags.INCLUDE_SUBTREE);
            case DIE -> throw new IllegalArgumentException("nobody asks for that");
        };
    }

    private RcmReply die(Deed deed) {
        synchronized (present) {
            present.remove(deed.initiator().id());
            Await.until("what he left is given back", () -> engine.care(Duration.ZERO));
        }
        return RcmReply.SUCCESS;
    }
}
