// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.module;

import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.Adapter;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.analysis.Analysis;
import io.lastpath.mpxio.internal.analysis.Doubts;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import java.util.Optional;

/**
 * Finds out whether a commit would do anything else than what its request asked about. Safe for use
 * by several threads.
 */
final class CommitCheck {

    private final TableKeeper keeper;
    private final MpxioSettings settings;

    CommitCheck(TableKeeper keeper, MpxioSettings settings) {
        this.keeper = keeper;
        this.settings = settings;
    }

    /** {@return whether whoever asks goes on without knowing what will be lost} */
    static boolean acceptsUnknown(RcmHandle handle, RcmFlags flags) {
        return flags.has(RcmFlags.FORCE)
                && handle.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
    }

    /**
     * Reads the tree again before a commit; under {@code group}, which answers as the C module
     * does, only where a disk can be told from another one under its name.
     *
     * @param memory what the request asked and told so far
     * @param resource the PHCI
     * @return why it could not be read; empty where it was, or was not to be
     */
    String read(RequestMemory memory, String resource) {
        return memory.asked(resource)
                .filter(this::isReadAgain)
                .map(any -> memory.read(keeper))
                .orElse("");
    }

    private boolean isReadAgain(Asked asked) {
        return settings.analysis() == Analysis.EXACT || asked.hasIdentities();
    }

    /**
     * Objects to a commit. Who accepts the unknown does without a tree that can be read or is
     * whole, and not without the comparison with what was asked.
     *
     * @param memory what the request asked and told so far
     * @param isAccepted whether the unknown is accepted
     * @param failure what {@link #read} said
     * @param effect what the commit would do
     * @param handle of the request
     * @param resource the PHCI
     * @return why it is not to be done, in one sentence
     */
    Optional<String> objection(
            RequestMemory memory,
            boolean isAccepted,
            String failure,
            Effect effect,
            RcmHandle handle,
            String resource) {
        Optional<Asked> asked = memory.asked(resource);
        if (asked.isEmpty()) {
            return isAccepted || !isToBeAsked(handle) ? Optional.empty() : unasked(resource);
        }
        return asked.flatMap(
                before ->
                        isAccepted
                                ? change(before, effect, memory)
                                : unknown(before, failure, effect)
                                        .or(() -> change(before, effect, memory))
                                        .or(() -> doubt(before, effect)));
    }

    private Optional<String> doubt(Asked asked, Effect effect) {
        return isReadAgain(asked) ? asked.doubtful(effect) : Optional.empty();
    }

    private Optional<String> unknown(Asked asked, String failure, Effect effect) {
        if (!isReadAgain(asked)) {
            return Optional.empty();
        }
        if (!failure.isEmpty()) {
            return Optional.of(asked.unread(failure));
        }
        return effect.state().isStale()
                ? Optional.of(asked.stale(Doubts.stale(effect.state())))
                : Optional.empty();
    }

    private Optional<String> change(Asked asked, Effect effect, RequestMemory memory) {
        String inUse = keeper.inUse().map(Adapter::name).orElse(asked.adapter());
        return asked.change(effect, inUse, memory);
    }

    /** The coordinator asks before it tells; {@code group} answers as the C module does. */
    private boolean isToBeAsked(RcmHandle handle) {
        return settings.analysis() == Analysis.EXACT && handle.sequence().number() != 0;
    }

    private static Optional<String> unasked(String resource) {
        return Optional.of(
                "nobody was asked about PHCI "
                        + resource
                        + ", or what was asked is not known any more; bring it online again and"
                        + " ask anew");
    }
}
