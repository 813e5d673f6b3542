// SPDX-License-Identifier: CDDL-1.0
/**
 * The Reconfiguration Coordination Manager (RCM): what initiators of dynamic reconfiguration (DR)
 * call, and what modules implement.
 *
 * <p>An initiator opens an {@link io.lastpath.rcm.RcmHandle} on the {@link
 * io.lastpath.rcm.Coordinator} and asks for a list of resources to be taken offline, brought
 * online, removed, suspended or resumed. The coordinator asks every {@link
 * io.lastpath.rcm.RcmModule} that registered for one of them, and collects who said what in one
 * {@link io.lastpath.rcm.RcmReply}. Names and numbers of states, flags and results are those of
 * librcm(3LIB).
 */
@Export
@Version("1.0.0")
package io.lastpath.rcm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
