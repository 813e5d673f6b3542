// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import java.time.Instant;

/**
 * An operation in progress on a resource: the lock on it.
 *
 * @param resource its resolved name
 * @param filesys whether it was taken as the root of a file system; name and this mark identify the
 *     request
 * @param state how far it is
 * @param intent who started it, and why; for a cascaded one that of the outside request
 * @param sequence the request that last changed it; depth above 0 for a cascaded one
 * @param flags of the request that created it
 * @param since when it was created
 * @param attention why it waits for a person, in a sentence; empty if it does not
 */
public record DrRequest(
        String resource,
        boolean filesys,
        RcmState state,
        Intent intent,
        RequestSequence sequence,
        RcmFlags flags,
        Instant since,
        String attention) {}
