// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The RCM module for multipathing: registers for every PHCI that leads to a client, and passes an
 * operation on a PHCI on to the clients that it leaves without a usable path. Safe for use by
 * several threads; each call works on the table that was published when it came in, a commit, and
 * the removal of what was taken, on the one that it has read itself.
 */
@Component(
        service = {RcmModule.class, MpxioModule.class},
        property = RcmModule.NAME + "=" + MpxioModule.MODULE)
public final class MpxioModule implements RcmModule {

    /** Name of the module. */
    public static final String MODULE = "mpxio";

    private static final String NOT_LISTED = "Internal analysis failure.";

    private final TableKeeper keeper;
    private final MpxioSettings settings;
    private final Registrations registrations;
    private final RequestMemories requests = new RequestMemories();
    private final Taken taken = new Taken();

    private final QueryCheck queries;
    private final CommitCheck check;
    private final Suspends suspends;
    private final Ends ends;

    /**
     * Starts without any registration.
     *
     * @param keeper has the table
     * @param settings has the analysis
     * @param logger is told of registrations that fail
     */
    @Activate
    public MpxioModule(
            @Reference TableKeeper keeper,
            @Reference MpxioSettings settings,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this(keeper, settings, logger, Ends.PATIENCE);
    }

    /** The same, with how long a reading of the tree is waited for at an end. */
    MpxioModule(TableKeeper keeper, MpxioSettings settings, Logger logger, Duration patience) {
        this.keeper = keeper;
        this.settings = settings;
        this.registrations = new Registrations(logger);
        this.queries = new QueryCheck(settings, registrations, taken);
        this.check = new CommitCheck(keeper, settings, taken);
        this.suspends = new Suspends(keeper, queries, check);
        this.ends = new Ends(keeper, settings, requests, taken, patience);
    }

    /**
     * Has the next register of the same adapter say of every PHCI that a tree shows with disks that
     * it is there. One that was removed and is still in the tree counts as gone until then, or
     * until it has left the tree and come back. A host that is only played tells nothing of what
     * was removed before it was.
     *
     * @param state what was read
     * @param asked when somebody said that the tree is right, as {@link System#nanoTime} has it:
     *     what is removed after that is not meant
     */
    public void believeTree(TableState state, long asked) {
        registrations.believe(state, asked);
    }

    @Override
    public String info() {
        return "RCM MPxIO module 1.6";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        Refresh refresh = keeper.refresh();
        if (!refresh.isGood()) {
            return RcmResult.FAILURE;
        }
        TableState state = refresh.state();
        registrations.update(handle, state, phci -> isInQuestion(handle, phci));
        if (registrations.isKeeping()) { // what ended meanwhile may have come too early to be heard
            registrations.update(handle, state, phci -> isInQuestion(handle, phci));
        }
        return RcmResult.SUCCESS;
    }

    /** What was asked about or taken is to be told how that ends, as long as that is open. */
    private boolean isInQuestion(RcmHandle handle, String phci) {
        if (!requests.isAsked(phci) && !taken.contains(phci)) {
            return false;
        }
        long number = taken.number();
        boolean isOpen = isOpen(handle, phci);
        if (!isOpen) {
            taken.forget(phci, number); // it was brought back while this module was not there
        }
        return isOpen;
    }

    private static boolean isOpen(RcmHandle handle, String phci) {
        try {
            return handle.getResourceState(phci) != RcmState.ONLINE;
        } catch (RcmException e) {
            return true;
        }
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        registrations.unregisterAll(handle);
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        if (!registrations.contains(resource)) {
            return UsageReply.failure(NOT_LISTED);
        }
        TableState state = keeper.state();
        GroupTable table = state.table();
        int phci = table.phciByResource(resource);
        PathState shown =
                phci < 0 ? PathState.UNKNOWN : settings.analysis().shownState(table, phci);
        String info = "SCSI Multipathing PHCI (" + shown.word() + ")";
        boolean doubtful = state.isStale() || phci < 0;
        if (!flags.has(RcmFlags.INCLUDE_DEPENDENT)) {
            return new UsageReply(RcmResult.SUCCESS, info, "", severity(doubtful), List.of());
        }
        Dependents clients = Dependents.of(table, phci);
        List<String> names = clients.resources();
        RcmReply reply = names.isEmpty() ? RcmReply.SUCCESS : handle.getInfo(names, flags);
        String silence = clients.silence(new Informant(state.informant()), reply.tuples());
        return new UsageReply(
                clients.allNamed() ? reply.result() : RcmResult.FAILURE,
                info,
                clients.allNamed() ? silence : Replies.CANNOT_LOOKUP,
                severity(doubtful || !silence.isEmpty()),
                reply.tuples());
    }

    private static Map<String, String> severity(boolean isDoubtful) {
        return isDoubtful ? Map.of(InfoTuple.SEVERITY, Verdict.UNKNOWN.name()) : Map.of();
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return settings.analysis() == Analysis.EXACT
                ? suspends.request(handle, resource, flags)
                : ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        long number = handle.sequence().number();
        if (flags.has(RcmFlags.QUERY)) {
            return query(requests.asking(number), handle, resource, flags);
        }
        Request request = new Request(requests.of(number), handle, flags, Request.Remedy.ONLINE);
        Effects effects = new Effects(settings.analysis(), handle);
        return new Commit(check, effects, request, taken).of(resource);
    }

    private ModuleReply query(
            RequestMemory memory, RcmHandle handle, String resource, RcmFlags flags) {
        Effect effect = effect(keeper.state(), handle, resource);
        if (!effect.allNamed() && !flags.has(RcmFlags.FORCE)) {
            return Replies.cannotLookup(effect);
        }
        String silence = effect.silence(handle);
        Optional<String> unheardOf = queries.unheardOf(memory, effect.state().table(), handle);
        if (unheardOf.isPresent() && !flags.has(RcmFlags.RETIRE_REQUEST)) { // takes nothing below
            return Replies.unknown(unheardOf.get());
        }
        Optional<String> change = QueryCheck.change(memory, effect.state(), resource);
        memory.ask(Asked.of(resource, effect));
        ModuleReply reply = Replies.passOn(handle, flags, effect, effect.clients(), silence);
        return change.map(why -> Replies.doubted(reply, why)).orElse(reply);
    }

    /**
     * Forgets what a request asked, which is over.
     *
     * @param request its number
     * @return whether the next register drops a PHCI that was kept for a request
     */
    public boolean forget(long request) {
        suspends.forget(request);
        boolean isOver = requests.forget(request);
        return (ends.takeEnded() || isOver) && registrations.isKeeping();
    }

    /** Forgets what all requests asked: their coordinator has gone. */
    public void forgetAll() {
        suspends.forgetAll();
        requests.clear();
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ends.online(handle, resource, flags);
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ends.remove(handle, resource, flags);
    }

    private Effect effect(TableState state, RcmHandle handle, String resource) {
        return new Effects(settings.analysis(), handle).of(state, resource);
    }
}
