// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Adapter;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.mpxio.internal.analysis.Informant;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Intent;
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
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The RCM module for multipathing: registers for every PHCI that leads to a client, and passes an
 * operation on a PHCI on to the clients that it leaves without a usable path. Safe for use by
 * several threads; each call works on the table that was published when it came in, a commit on the
 * one that it has read after its query.
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
    private final QueryMemory queries = new QueryMemory();
    private final CommitReads commitReads;

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
        this.commitReads = new CommitReads(keeper);
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
        registrations.update(handle, refresh.state());
        queries.keep(registrations::contains);
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
        boolean query = flags.has(RcmFlags.QUERY);
        Optional<Asked> asked = query ? Optional.empty() : asked(handle, resource);
        if (!query && asked.isEmpty() && isToBeAsked(handle) && !acceptsUnknown(handle, flags)) {
            String unasked = unasked(resource);
            return refusal(unasked, new Assessment(Verdict.UNKNOWN, unasked));
        }
        String failure = asked.map(before -> unread(handle, before)).orElse("");
        Effect effect = effect(handle, resource);
        Optional<String> change =
                asked.flatMap(before -> change(handle, flags, before, failure, effect));
        if (change.isPresent()) {
            return refusal(change.get(), new Assessment(Verdict.UNKNOWN, change.get()));
        }
        if (!effect.allNamed() && !flags.has(RcmFlags.FORCE)) {
            return refusal(CANNOT_LOOKUP, effect.unknown());
        }
        String silence = effect.silence(handle);
        if (!silence.isEmpty() && !query && !acceptsUnknown(handle, flags)) {
            return refusal(silence, new Assessment(Verdict.UNKNOWN, silence));
        }
        if (query) {
            commitReads.forget(handle.sequence().number());
            queries.remember(handle.sequence().number(), resource, effect);
        }
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

    private Optional<Asked> asked(RcmHandle handle, String resource) {
        return queries.asked(handle.sequence().number(), resource);
    }

    /** The coordinator asks before it tells; {@code group} answers as the C module does. */
    private boolean isToBeAsked(RcmHandle handle) {
        return settings.analysis() == Analysis.EXACT && handle.sequence().number() != 0;
    }

    private static String unasked(String resource) {
        return "nobody was asked about PHCI "
                + resource
                + ", or what was asked is not known any more; bring it online again and ask anew";
    }

    private static boolean acceptsUnknown(RcmHandle handle, RcmFlags flags) {
        return flags.has(RcmFlags.FORCE)
                && handle.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
    }

    /**
     * Reads the tree again before the commit; under {@code group}, which answers as the C module
     * does, only where a disk can be told from another one under its name.
     */
    private String unread(RcmHandle handle, Asked asked) {
        return isReadAgain(asked) ? commitReads.failure(handle.sequence().number()) : "";
    }

    private boolean isReadAgain(Asked asked) {
        return settings.analysis() == Analysis.EXACT || asked.hasIdentities();
    }

    /**
     * Finds out whether a commit would do anything else than what the request asked about. Who
     * accepts the unknown does without a tree that can be read, and not without this comparison.
     */
    private Optional<String> change(
            RcmHandle handle, RcmFlags flags, Asked asked, String failure, Effect effect) {
        boolean isAccepted = !isReadAgain(asked) || acceptsUnknown(handle, flags);
        if (!failure.isEmpty() && !isAccepted) {
            return Optional.of(asked.unread(failure));
        }
        if (effect.state().isStale() && !isAccepted) {
            return Optional.of(asked.stale(Doubts.stale(effect.state())));
        }
        String inUse = keeper.inUse().map(Adapter::name).orElse(asked.adapter());
        Set<String> known = queries.clients(handle.sequence().number());
        return asked.change(effect, inUse, known);
    }

    private static ModuleReply refusal(String error, Assessment assessment) {
        return new ModuleReply(RcmResult.FAILURE, error, List.of(), List.of(assessment));
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        queries.forget(resource);
        Effect effect = effect(handle, resource);
        RcmReply reply =
                effect.clients().isEmpty()
                        ? RcmReply.SUCCESS
                        : handle.notifyOnline(effect.clients(), flags);
        return reply(reply, "", effect.doubtful());
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        queries.forget(resource);
        Effect effect = effect(handle, resource);
        RcmReply reply =
                effect.clients().isEmpty()
                        ? RcmReply.SUCCESS
                        : handle.notifyRemove(effect.clients(), flags);
        return reply(reply, "", effect.doubtful());
    }

    private Effect effect(RcmHandle handle, String resource) {
        return Effect.of(keeper.state(), settings.analysis(), handle, resource);
    }

    private static ModuleReply reply(RcmReply reply, String error, List<Assessment> own) {
        List<Assessment> assessments = new ArrayList<>(own);
        assessments.addAll(reply.assessments());
        return new ModuleReply(reply.result(), error, reply.tuples(), assessments);
    }
}
