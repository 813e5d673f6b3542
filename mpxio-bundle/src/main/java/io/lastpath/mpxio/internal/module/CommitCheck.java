// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Adapter;
import io.lastpath.mpxio.internal.adapter.Origin;
import io.lastpath.mpxio.internal.adapter.Refresh;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.rcm.RcmFlags;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether a commit would do anything else than what its request asked about. Safe for use
 * by several threads.
 */
final class CommitCheck {

    private final TableKeeper keeper;
    private final MpxioSettings settings;
    private final Taken taken;

    CommitCheck(TableKeeper keeper, MpxioSettings settings, Taken taken) {
        this.keeper = keeper;
        this.settings = settings;
        this.taken = taken;
    }

    /**
     * Looks at the tree for a commit; it is read again under {@code exact}, and under {@code
     * group}, which answers as the C module does, where a disk can be told from another one under
     * its name.
     *
     * @param memory what the request asked and told so far
     * @param resource the PHCI
     * @return what a commit works on, and why it could not be read, empty where it was
     */
    Refresh look(RequestMemory memory, String resource) {
        return isReadAgain(memory, resource)
                ? memory.read(keeper)
                : new Refresh(keeper.state(), "");
    }

    /** {@return whether the tree is read again, before a commit and after it} */
    boolean isReadAgain(RequestMemory memory, String resource) {
        return isReadAgain() && memory.isAsked(resource);
    }

    private boolean isReadAgain() {
        return settings.analysis() == Analysis.EXACT || keeper.state().table().hasIdentities();
    }

    /**
     * Objects to a commit. Who accepts the unknown does without a tree that can be read or is
     * whole, and not without the comparison with what was asked.
     *
     * @param request whose commit it is
     * @param looked what {@link #look} saw
     * @param effect what the commit does to that
     * @param resource the PHCI
     * @return why it is not to be done, and what to do, in one sentence
     */
    Optional<String> objection(Request request, Refresh looked, Effect effect, String resource) {
        return request.memory()
                .asked(resource)
                .map(asked -> objection(asked, request, looked, effect))
                .orElseGet(() -> neverAsked(request, resource))
                .map(why -> why + request.remedy(resource));
    }

    private Optional<String> objection(
            Asked asked, Request request, Refresh looked, Effect effect) {
        return unread(looked, request.acceptsUnknown())
                .or(() -> change(asked, effect, request))
                .or(() -> doubt(effect, request.acceptsUnknown()))
                .or(() -> unasked(asked, effect, request))
                .or(() -> newcomer(effect, request));
    }

    /**
     * Objects to what a PHCI does now that was taken before.
     *
     * @param request whose commit it is
     * @param effect what the loss of the PHCI does now
     * @param taken the PHCI
     * @return of whom nobody was asked, and what to do, in one sentence
     */
    Optional<String> unasked(Request request, Effect effect, String taken) {
        return request.memory()
                .asked(taken)
                .flatMap(asked -> unasked(asked, effect, request))
                .map(why -> why + request.remedy(taken));
    }

    private Optional<String> unasked(Asked asked, Effect effect, Request request) {
        Differences differences = new Differences(asked, request);
        return differences
                .unasked(effect)
                .or(
                        () ->
                                isReadAgain()
                                        ? differences.vanished(effect.state().table())
                                        : Optional.empty());
    }

    private Optional<String> unread(Refresh looked, boolean isAccepted) {
        if (isAccepted || !isReadAgain()) {
            return Optional.empty();
        }
        TableState state = looked.state();
        String why =
                looked.isGood()
                        ? state.isStale() ? Doubts.stale(state) : ""
                        : "the device tree could not be read again: " + looked.failure();
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "whether the disks are those that were asked about is not known, " + why);
    }

    private Optional<String> change(Asked asked, Effect effect, Request request) {
        Origin inUse = keeper.inUse().map(Adapter::origin).orElse(asked.origin());
        return new Differences(asked, request).change(effect, inUse);
    }

    /** Another PHCI that goes in the same call, and led to nobody when that was asked about. */
    private Optional<String> newcomer(Effect effect, Request request) {
        if (!isReadAgain() || request.flags().has(RcmFlags.RETIRE_REQUEST)) {
            return Optional.empty();
        }
        RequestMemory memory = request.memory();
        // What has been let go already is not asked about again.
        Predicate<String> isKnown =
                phci -> memory.isAsked(phci) || taken.contains(phci) || request.wasSuspended(phci);
        return Newcomers.first(
                        effect.state().table(),
                        isKnown,
                        memory::wasOut,
                        memory::isTold,
                        request.handle())
                .map(
                        other ->
                                "PHCI "
                                        + other
                                        + " leads to clients now, and nobody was asked about it");
    }

    private Optional<String> doubt(Effect effect, boolean isAccepted) {
        return isAccepted || !isReadAgain()
                ? Optional.empty()
                : effect.doubtful().stream()
                        .findFirst()
                        .map(doubt -> "who would be hurt is not known, " + doubt.reason());
    }

    /** The coordinator asks before it tells; {@code group} answers as the C module does. */
    private Optional<String> neverAsked(Request request, String resource) {
        return settings.analysis() == Analysis.EXACT
                        && request.isNumbered()
                        && !request.acceptsUnknown()
                ? Optional.of(
                        "nobody was asked about PHCI "
                                + resource
                                + ", or what was asked is not known any more")
                : Optional.empty();
    }
}
