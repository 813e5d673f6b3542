// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.management.ClientData;
import io.lastpath.management.GroupData;
import io.lastpath.management.PhciData;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.preview.LostClients;
import io.lastpath.mpxio.internal.preview.TableNames;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the beans show, judged at one moment. Immutable.
 *
 * @param state the table behind it
 * @param names names of what is in it
 * @param judgedAt when
 * @param groups groups, newest first
 * @param phcis PHCIs, by device path
 * @param clients clients in walk order, limited
 * @param singlePoints PHCIs whose loss alone takes a last path, gravest first
 * @param audit whatever it is whose loss alone takes a last path, gravest first
 * @param auditRemarks what the audit could not judge
 * @param lost clients that have no usable path, with who uses them
 * @param groupViews what the beans of groups show, by id; empty above the bean limit
 * @param phciViews what the beans of PHCIs show, by id; empty above the bean limit
 * @param beanNote whether each has a bean of its own, and why not if not
 */
record Overview(
        TableState state,
        TableNames names,
        Instant judgedAt,
        List<GroupData> groups,
        List<PhciData> phcis,
        List<ClientData> clients,
        List<SinglePointData> singlePoints,
        List<SinglePointData> audit,
        List<String> auditRemarks,
        LostClients lost,
        Map<String, GroupView> groupViews,
        Map<String, PhciView> phciViews,
        String beanNote) {

    static Overview empty() {
        TableState unread = TableState.unread();
        return new Overview(
                unread,
                new TableNames(unread.table()),
                Instant.now(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("the device tree has not been read yet"),
                LostClients.NONE,
                Map.of(),
                Map.of(),
                "the device tree has not been read yet");
    }

    /**
     * Takes every verdict back.
     *
     * @param reason why nothing is known
     * @return the same with verdicts unknown
     */
    Overview doubted(String reason) {
        Map<String, PhciView> doubted = new LinkedHashMap<>();
        phciViews.forEach((id, view) -> doubted.put(id, view.doubted(reason)));
        return new Overview(
                state,
                names,
                judgedAt,
                groups,
                phcis.stream().map(PhciView::doubted).toList(),
                clients,
                singlePoints.stream().map(Overview::doubted).toList(),
                audit.stream().map(Overview::doubted).toList(),
                doubtedRemarks(reason),
                lost,
                groupViews,
                doubted,
                phcis.isEmpty() ? reason : beanNote);
    }

    private List<String> doubtedRemarks(String reason) {
        List<String> remarks = new ArrayList<>(List.of(reason));
        remarks.addAll(auditRemarks);
        return remarks.stream().distinct().toList();
    }

    private static SinglePointData doubted(SinglePointData point) {
        return new SinglePointData(
                point.kind(),
                point.id(),
                Verdict.UNKNOWN.name(),
                Verdict.UNKNOWN.level(),
                point.clients(),
                point.users(),
                point.doubt());
    }

    PhciView phci(String id) {
        return view(phciViews, id, "PHCI");
    }

    GroupView group(String id) {
        return view(groupViews, id, "group");
    }

    private static <T> T view(Map<String, T> views, String id, String noun) {
        T view = views.get(id);
        if (view == null) {
            throw new IllegalStateException(noun + " " + id + " is no longer in the table");
        }
        return view;
    }
}
