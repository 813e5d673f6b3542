// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.ArrayList;
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
 * several threads; each call works on the table that was published when it came in, a commit on the
 * one that it has read itself.
 */
@Component(
        service = {RcmModule.class, MpxioModule.class},
        property = RcmModule.NAME + "=" + MpxioModule.MODULE)
public final class MpxioModule implements RcmModule {

    /** Name of the module. */
    public static final String MODULE = "mpxio";

    private static final String CANNOT_LOOKUP = "Cannot lookup clients.";
    private static final String LAST_PATH = "Last path to busy resources.";
    private static final String NOT_LISTED = "Internal analysis failure.";

    private final TableKeeper keeper;
    private final MpxioSettings settings;
    private final Registrations registrations;
    private final RequestMemories requests = new RequestMemories();
    private final CommitCheck check;

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
        this.keeper = keeper;
        this.settings = settings;
        this.registrations = new Registrations(logger);
        this.check = new CommitCheck(keeper, settings);
    }

    /**
     * Has the next register register every PHCI of the tree again. A PHCI that was removed and is
     * still in the tree counts as gone until then, or until it has left the tree and come back.
     */
    public void believeTree() {
        registrations.lapse();
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
        registrations.update(handle, refresh.state(), requests::isAsked);
        return RcmResult.SUCCESS;
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
                clients.allNamed() ? silence : CANNOT_LOOKUP,
                severity(doubtful || !silence.isEmpty()),
                reply.tuples());
    }

    private static Map<String, String> severity(boolean isDoubtful) {
        return isDoubtful ? Map.of(InfoTuple.SEVERITY, Verdict.UNKNOWN.name()) : Map.of();
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return ModuleReply.SUCCESS;
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        long number = handle.sequence().number();
        return flags.has(RcmFlags.QUERY)
                ? query(requests.asking(number), handle, resource, flags)
                : commit(requests.of(number), handle, resource, flags);
    }

    private ModuleReply query(
            RequestMemory memory, RcmHandle handle, String resource, RcmFlags flags) {
        Effect effect = effect(keeper.state(), handle, resource);
        if (!effect.allNamed() && !flags.has(RcmFlags.FORCE)) {
            return refusal(CANNOT_LOOKUP, effect.unknown());
        }
        String silence = effect.silence(handle);
        memory.ask(Asked.of(resource, effect));
        return passOn(handle, flags, effect, silence);
    }

    /** Those who are told may take long, so that it is looked again afterwards. */
    private ModuleReply commit(
            RequestMemory memory, RcmHandle handle, String resource, RcmFlags flags) {
        Refresh looked = check.look(memory, resource);
        Effect effect = effect(looked.state(), handle, resource);
        Optional<ModuleReply> refusal = refusal(memory, looked, effect, handle, flags, resource);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String silence = effect.silence(handle);
        if (!silence.isEmpty() && !CommitCheck.acceptsUnknown(handle, flags)) {
            return refusal(silence, new Assessment(Verdict.UNKNOWN, silence));
        }
        boolean isToBeSeen = memory.tell(effect.paths()) && check.isReadAgain(memory, resource);
        ModuleReply reply = passOn(handle, flags, effect, silence);
        return isToBeSeen && reply.result().isSuccess()
                ? afterwards(memory, handle, flags, resource).orElse(reply)
                : reply;
    }

    private Optional<ModuleReply> afterwards(
            RequestMemory memory, RcmHandle handle, RcmFlags flags, String resource) {
        Refresh looked = check.look(memory, resource);
        Effect effect = effect(looked.state(), handle, resource);
        return refusal(memory, looked, effect, handle, flags, resource);
    }

    private Optional<ModuleReply> refusal(
            RequestMemory memory,
            Refresh looked,
            Effect effect,
            RcmHandle handle,
            RcmFlags flags,
            String resource) {
        Optional<ModuleReply> objection =
                check.objection(memory, looked, effect, handle, flags, resource)
                        .map(why -> refusal(why, new Assessment(Verdict.UNKNOWN, why)));
        boolean isHidden = !effect.allNamed() && !flags.has(RcmFlags.FORCE);
        return objection.isEmpty() && isHidden
                ? Optional.of(refusal(CANNOT_LOOKUP, effect.unknown()))
                : objection;
    }

    private static ModuleReply passOn(
            RcmHandle handle, RcmFlags flags, Effect effect, String silence) {
        RcmReply reply =
                effect.clients().isEmpty()
                        ? RcmReply.SUCCESS
                        : handle.requestOffline(effect.clients(), flags);
        List<Assessment> own = new ArrayList<>(effect.assessments());
        if (!silence.isEmpty()) {
            own.add(new Assessment(Verdict.UNKNOWN, silence));
        }
        return reply(reply, reply.isSuccess() ? "" : LAST_PATH, own);
    }

    /**
     * Forgets what a request asked, which is over.
     *
     * @param request its number
     * @return whether the next register drops a PHCI that was kept for a request
     */
    public boolean forget(long request) {
        requests.forget(request);
        return registrations.isKeeping();
    }

    /** Forgets what all requests asked: their coordinator has gone. */
    public void forgetAll() {
        requests.clear();
    }

    private static ModuleReply refusal(String error, Assessment assessment) {
        return new ModuleReply(RcmResult.FAILURE, error, List.of(), List.of(assessment));
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Effect effect = effect(keeper.state(), handle, resource);
        RcmReply reply =
                effect.clients().isEmpty()
                        ? RcmReply.SUCCESS
                        : handle.notifyOnline(effect.clients(), flags);
        return reply(reply, "", effect.doubtful());
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        Effect effect = effect(keeper.state(), handle, resource);
        RcmReply reply =
                effect.clients().isEmpty()
                        ? RcmReply.SUCCESS
                        : handle.notifyRemove(effect.clients(), flags);
        return reply(reply, "", effect.doubtful());
    }

    private Effect effect(TableState state, RcmHandle handle, String resource) {
        return Effect.of(state, settings.analysis(), handle, resource);
    }

    private static ModuleReply reply(RcmReply reply, String error, List<Assessment> own) {
        List<Assessment> assessments = new ArrayList<>(own);
        assessments.addAll(reply.assessments());
        return new ModuleReply(reply.result(), error, reply.tuples(), assessments);
    }
}
