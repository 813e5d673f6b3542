// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.names.Links;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a coordinator stands on.
 *
 * @param links follows the links of names
 * @param clock tells the time for records
 * @param nanos a clock that never runs back
 * @param presence knows whether initiators are still there
 * @param journal where open DR requests are kept
 * @param required gives the names of the modules without which nobody knows who would be hurt
 */
public record Host(
        Links links,
        Clock clock,
        LongSupplier nanos,
        Presence presence,
        JournalStore journal,
        Supplier<List<String>> required) {

    /** One that needs no module. */
    public Host(
            Links links, Clock clock, LongSupplier nanos, Presence presence, JournalStore journal) {
        this(links, clock, nanos, presence, journal, List::of);
    }
}
