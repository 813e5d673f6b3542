// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import io.lastpath.devinfo.PathState;
import io.lastpath.management.GroupData;
import io.lastpath.management.GroupPhciData;
import io.lastpath.management.PhciData;
import io.lastpath.management.SinglePointData;
import io.lastpath.mpxio.internal.analysis.BestState;
import io.lastpath.mpxio.internal.preview.Audit;
import io.lastpath.mpxio.internal.preview.Impact;
import io.lastpath.mpxio.internal.preview.PlainDisk;
import io.lastpath.mpxio.internal.preview.Preview;
import io.lastpath.mpxio.internal.preview.PreviewRun;
import io.lastpath.mpxio.internal.preview.TableNames;
import io.lastpath.mpxio.internal.preview.Unknowns;
import io.lastpath.mpxio.internal.preview.User;
import io.lastpath.mpxio.internal.table.Group;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Previews every PHCI alone and turns table and previews into what the beans show; the work is
 * proportional to the number of paths. For one thread, for one overview.
 */
final class OverviewBuilder {

    private final PreviewRun run;
    private final GroupTable table;
    private final TableNames names;
    private final Clients clients;
    private final int limit;

    OverviewBuilder(PreviewRun run, int limit) {
        this.run = run;
        this.table = run.state().table();
        this.names = new TableNames(table);
        this.clients = new Clients(table, names);
        this.limit = limit;
    }

    Overview build() {
        List<Preview> previews = run.each(limit);
        Audit audit = run.audit(previews, names);
        int beans = table.phciCount() + table.groupCount();
        boolean single = beans <= limit;
        List<PhciData> phcis = new ArrayList<>();
        List<GroupData> groups = new ArrayList<>();
        Map<String, PhciView> phciViews = new LinkedHashMap<>();
        Map<String, GroupView> groupViews = new LinkedHashMap<>();
        for (int phci = 0; phci < previews.size(); phci++) {
            PhciData line = line(phci, previews.get(phci));
            phcis.add(line);
            if (single) {
                phciViews.put(line.id(), view(phci, line, previews.get(phci)));
            }
        }
        for (int group = 0; group < table.groupCount(); group++) {
            GroupData line = line(group);
            groups.add(line);
            if (single) {
                groupViews.put(line.id(), view(group, line));
            }
        }
        return new Overview(
                run.state(),
                names,
                Instant.now(),
                groups,
                phcis,
                clients.firstInWalkOrder(limit),
                singlePoints(previews),
                audit.points().stream().map(this::singlePoint).toList(),
                audit.remarks(),
                run.lost(),
                groupViews,
                phciViews,
                note(beans, single));
    }

    private String note(int beans, boolean single) {
        String are = table.phciCount() + " PHCIs and " + table.groupCount() + " groups";
        return single
                ? "each of " + are + " has a bean of its own"
                : are
                        + " are more than the bean limit of "
                        + limit
                        + ", so that only summary beans are published";
    }

    private PhciData line(int phci, Preview preview) {
        PathState state = BestState.of(table, phci);
        RcmState resource = run.resourceState(phci);
        return new PhciData(
                names.phciId(phci),
                table.phci(phci),
                state.word(),
                state.number(),
                resource.name(),
                resource.number(),
                table.groupCountOf(phci),
                preview.touched(),
                paths(phci),
                preview.verdict().name(),
                preview.verdict().level(),
                preview.endangered());
    }

    private int paths(int phci) {
        int paths = 0;
        for (int i = 0; i < table.groupCountOf(phci); i++) {
            Group group = table.group(table.groupOf(phci, i));
            for (int slot = 0; slot < group.slots(); slot++) {
                paths += group.phci(slot) == phci ? group.size() : 0;
            }
        }
        return paths;
    }

    private PhciView view(int phci, PhciData line, Preview preview) {
        List<String> groups = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < table.groupCountOf(phci); i++) {
            int index = table.groupOf(phci, i);
            Group group = table.group(index);
            groups.add(names.groupId(index));
            for (int client = 0; client < group.size() && labels.size() < limit; client++) {
                labels.add(group.label(client));
            }
        }
        return new PhciView(
                line,
                table.phciResource(phci),
                preview.reason(),
                groups,
                labels,
                endangered(preview),
                preview.impactData(limit),
                preview.report(limit));
    }

    private List<String> endangered(Preview preview) {
        return preview.impacts().stream()
                .filter(Impact::losesLast)
                .limit(limit)
                .map(Impact::label)
                .toList();
    }

    private GroupData line(int index) {
        Group group = table.group(index);
        List<String> phcis = new ArrayList<>();
        for (int slot = 0; slot < group.slots(); slot++) {
            phcis.add(names.phciId(group.phci(slot)));
        }
        int least = Integer.MAX_VALUE;
        for (int client = 0; client < group.size(); client++) {
            least = Math.min(least, group.usablePaths(client));
        }
        return new GroupData(
                names.groupId(index), String.join(" ", phcis), group.size(), group.slots(), least);
    }

    private GroupView view(int index, GroupData line) {
        Group group = table.group(index);
        List<GroupPhciData> phcis = new ArrayList<>();
        for (int slot = 0; slot < group.slots(); slot++) {
            int phci = group.phci(slot);
            PathState state = BestState.of(group, phci);
            phcis.add(
                    new GroupPhciData(
                            names.phciId(phci), table.phci(phci), state.word(), state.number()));
        }
        int most = 0;
        for (int client = 0; client < group.size(); client++) {
            most = Math.max(most, group.usablePaths(client));
        }
        int different = (int) phcis.stream().map(GroupPhciData::id).distinct().count();
        return new GroupView(line, different, most, phcis, clients.firstOf(index, limit));
    }

    private List<SinglePointData> singlePoints(List<Preview> previews) {
        List<SinglePointData> points = new ArrayList<>();
        for (int phci = 0; phci < previews.size(); phci++) {
            Preview preview = previews.get(phci);
            if (preview.endangered() > 0 || !preview.plain().isEmpty()) {
                points.add(singlePoint(phci, preview));
            }
        }
        points.sort(Comparator.comparingInt(SinglePointData::verdictLevel).reversed());
        return points;
    }

    private SinglePointData singlePoint(int phci, Preview preview) {
        List<Impact> gone = preview.impacts().stream().filter(Impact::losesLast).toList();
        return singlePoint("PHCI", names.phciId(phci), preview, gone);
    }

    private SinglePointData singlePoint(Audit.Point point) {
        return singlePoint(point.kind().word(), point.id(), point.preview(), point.losing());
    }

    private SinglePointData singlePoint(
            String kind, String id, Preview preview, List<Impact> gone) {
        List<Impact> shown = gone.stream().limit(limit).toList();
        List<PlainDisk> plain = preview.plain().stream().limit(limit).toList();
        Stream<User> users =
                Stream.concat(
                                shown.stream().map(Impact::users),
                                plain.stream().map(PlainDisk::users))
                        .flatMap(List::stream);
        Stream<String> disks =
                Stream.concat(
                        shown.stream().map(Impact::label), plain.stream().map(PlainDisk::name));
        return new SinglePointData(
                kind,
                id,
                preview.verdict().name(),
                preview.verdict().level(),
                disks.collect(Collectors.joining(", ")),
                users.sorted(Comparator.comparing(User::severity).reversed())
                        .map(OverviewBuilder::use)
                        .distinct()
                        .collect(Collectors.joining("; ")),
                String.join("; ", Unknowns.of(gone, plain)));
    }

    /** Why somebody is not known is often the same for all disks. */
    private static String use(User user) {
        return user.severity() == Verdict.UNKNOWN
                ? Verdict.UNKNOWN + " " + user.use()
                : user.toString();
    }
}
