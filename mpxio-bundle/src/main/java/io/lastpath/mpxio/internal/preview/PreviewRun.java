// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.ClientLoss;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.HandleStates;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.analysis.LossScan;
import io.lastpath.mpxio.internal.analysis.Losses;
import io.lastpath.mpxio.internal.analysis.OnlinePhcis;
import io.lastpath.mpxio.internal.analysis.SingleLossScan;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.JournalStatus;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Previews on one table, with each PHCI's resource state and each client's users asked for at most
 * once. Changes nothing anywhere. For one thread.
 */
public final class PreviewRun {

    /** Why nothing is known without a coordinator. */
    public static final String NO_COORDINATOR =
            "no coordinator is in service, so nobody can say who uses what";

    private static final String LOST_REQUESTS =
            "; which DR requests were open is not known: 'lastpath acknowledge' ends this when you"
                    + " have made sure";

    private static final RcmState[] STATES = RcmState.values();

    /**
     * What goes together.
     *
     * @param losses what happens to the clients
     * @param plain resources of disks that are no clients
     * @param doubt why these may be not all; empty where they are
     */
    private record Loss(Losses losses, List<String> plain, String doubt) {

        /** Clients only. */
        Loss(Losses losses) {
            this(losses, List.of(), "");
        }

        /** {@return all that nothing leads to any more, as far as it can be named} */
        List<String> resources() {
            List<String> resources = new ArrayList<>();
            losses.endangered().stream()
                    .filter(loss -> loss.group().isNameable(loss.client()))
                    .forEach(loss -> resources.add(loss.group().resource(loss.client())));
            resources.addAll(plain);
            return resources;
        }
    }

    private final TableState state;
    private final GroupTable table;
    private final Optional<RcmHandle> handle;
    private final Optional<HandleStates> states;
    private final byte[] resourceStates;
    private final OnlinePhcis online;
    private final Informant informant;
    private final List<String> doubts;

    /** What the coordinator says against any answer of its own now; empty for nothing. */
    private final Optional<String> standing;

    private final Map<String, Usage.Users> users = new HashMap<>();

    /**
     * Starts a run.
     *
     * @param state the table
     * @param handle to ask the coordinator with; empty without one: every PHCI then counts as
     *     online, and every verdict is unknown
     */
    public PreviewRun(TableState state, Optional<RcmHandle> handle) {
        this.state = state;
        this.table = state.table();
        this.handle = handle;
        this.states = handle.map(asked -> new HandleStates(table, asked));
        this.informant = new Informant(state.informant());
        this.resourceStates = new byte[table.phciCount()];
        this.online = handle.isEmpty() ? any -> true : phci -> isOnline(phci);
        this.doubts = Doubts.about(state, online);
        this.standing = handle.flatMap(Usage::standing);
        doubts.addAll(
                handle.map(asked -> List.of(informant.absence(asked)))
                        .orElse(List.of(NO_COORDINATOR)));
        doubts.removeIf(String::isEmpty);
    }

    /**
     * Starts a run that asks a coordinator. One that lost DR requests with its journal does not
     * know what is offline, and until that is acknowledged every verdict is unknown.
     *
     * @param state the table
     * @param coordinator whom to ask; empty for nobody
     * @param intent who asks, and why
     * @return the run
     */
    public static PreviewRun asking(
            TableState state, Optional<Coordinator> coordinator, Intent intent) {
        PreviewRun run = new PreviewRun(state, coordinator.map(one -> one.open(intent)));
        coordinator.map(Coordinator::journal).ifPresent(run::doubt);
        return run;
    }

    private void doubt(JournalStatus journal) {
        if (!journal.loss().isEmpty()) {
            doubts.add(journal.loss() + LOST_REQUESTS);
        }
        if (!journal.unread().isEmpty()) {
            doubts.add(journal.unread() + "; which DR requests are open is not known");
        }
    }

    private boolean isOnline(int phci) {
        return resourceState(phci) == RcmState.ONLINE;
    }

    /**
     * {@return the state of a PHCI's resource, or if that is online of what it is below and is not;
     * unknown without a coordinator}
     */
    public RcmState resourceState(int phci) {
        if (states.isEmpty()) {
            return RcmState.UNKNOWN;
        }
        if (resourceStates[phci] == 0) {
            RcmState asked = states.get().state(phci);
            resourceStates[phci] = (byte) (asked.ordinal() + 1);
        }
        return STATES[resourceStates[phci] - 1];
    }

    /**
     * Previews the loss of several PHCIs together.
     *
     * @param phcis which; not empty
     * @return what it would do to every client that loses a path
     */
    public Preview together(int[] phcis) {
        Losses losses = LossScan.of(table, phcis, online, Integer.MAX_VALUE);
        Loss loss = withPlain(losses, phcis);
        return judge(loss, usage(List.of(loss)));
    }

    /**
     * Previews the loss of each PHCI alone, and asks about each client that they endanger once.
     *
     * @param shown most clients to remember of each sort that keeps a path
     * @return a preview for each PHCI, in the table's order
     */
    public List<Preview> each(int shown) {
        List<Losses> losses = SingleLossScan.of(table, online, shown);
        return judge(
                IntStream.range(0, losses.size())
                        .mapToObj(phci -> withPlain(losses.get(phci), phci))
                        .toList());
    }

    /**
     * Looks for everything whose loss alone would take a last path.
     *
     * @param phcis the previews of {@link #each}
     * @param names the table's names
     * @return what was found
     */
    public Audit audit(List<Preview> phcis, TableNames names) {
        return new AuditRun(table, names, online, informant)
                .audit(
                        phcis,
                        this::card,
                        losses -> judge(losses.stream().map(Loss::new).toList()),
                        doubts);
    }

    /** Previews the loss of all PHCIs of a card; empty where no disk is left without a path. */
    private Optional<Preview> card(int[] phcis) {
        Loss loss = withPlain(LossScan.of(table, phcis, online, 0), phcis);
        boolean harmless =
                loss.plain().isEmpty()
                        && loss.doubt().isEmpty()
                        && loss.losses().endangered().stream().noneMatch(ClientLoss::isLosing);
        return harmless ? Optional.empty() : Optional.of(judge(loss, usage(List.of(loss))));
    }

    /**
     * Tells who uses the clients that have no usable path: no loss can endanger them any more.
     *
     * @return a sentence for each, those without any path first
     */
    public LostClients lost() {
        return LostClients.of(table, this::usage);
    }

    /**
     * Disks that are no clients have a single path, and go with the PHCI above them. Who answers
     * for all clients is registered for them, too; where nobody does, they are not looked for.
     */
    private Loss withPlain(Losses losses, int... phcis) {
        if (handle.isEmpty() || informant.module().isEmpty()) {
            return new Loss(losses);
        }
        List<String> resources = Arrays.stream(phcis).mapToObj(table::phciResource).toList();
        RcmReply reply = handle.get().inspect(resources, RcmFlags.INCLUDE_SUBTREE);
        return new Loss(
                losses,
                informant.below(resources, reply.tuples()),
                Usage.doubt(resources.get(0), reply));
    }

    private Usage usage(List<Loss> losses) {
        Set<String> clients = new LinkedHashSet<>();
        losses.forEach(loss -> clients.addAll(loss.resources()));
        return usage(clients);
    }

    private Usage usage(Set<String> clients) {
        return handle.map(asked -> Usage.ask(asked, informant, clients, users))
                .orElseGet(() -> Usage.notAsked(NO_COORDINATOR));
    }

    private List<Preview> judge(List<Loss> losses) {
        Usage usage = usage(losses);
        return losses.stream().map(loss -> judge(loss, usage)).toList();
    }

    private Preview judge(Loss loss, Usage alone) {
        Losses losses = loss.losses();
        Usage usage = handle.map(asked -> alone.together(asked, loss.resources())).orElse(alone);
        List<PlainDisk> plain =
                loss.plain().stream()
                        .map(disk -> PlainDisk.of(disk, usage))
                        .filter(PlainDisk::matters)
                        .toList();
        List<Impact> impacts = new ArrayList<>();
        losses.endangered().forEach(one -> impacts.add(Impact.ofEndangered(one, usage)));
        List<String> unknowns = new ArrayList<>(doubts);
        standing.ifPresent(unknowns::add);
        if (!loss.doubt().isEmpty()) {
            unknowns.add(loss.doubt());
        }
        Judgement judgement =
                Judgement.of(informant, unknowns, losses, List.copyOf(impacts), plain);
        losses.single().forEach(one -> impacts.add(Impact.ofKept(one)));
        losses.redundant().forEach(one -> impacts.add(Impact.ofKept(one)));
        impacts.sort(Comparator.comparing(Impact::verdict).reversed());
        if (!doubts.isEmpty()) {
            impacts.replaceAll(Impact::doubted); // now, so that the gravest stay first
        }
        return new Preview(
                judgement.verdict(),
                judgement.reason(),
                (int) losses.endangered().stream().filter(ClientLoss::isLosing).count(),
                losses.touchedCount(),
                impacts,
                plain);
    }

    /** {@return the table that this run is about} */
    public TableState state() {
        return state;
    }
}
