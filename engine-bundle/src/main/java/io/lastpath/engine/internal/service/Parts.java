// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.initiator.HostPresence;
import io.lastpath.engine.internal.initiator.Principals;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.names.FileLinks;
import java.time.Clock;
import org.osgi.service.log.Logger;

/**
 * What the component is made of before it is made.
 *
 * @param settings its settings
 * @param principals who is connected
 * @param journal where open DR requests are kept
 */
record Parts(EngineSettings settings, Principals principals, JournalStore journal) {

    static Parts of(EngineConfig config, JournalStore journal, Logger logger) {
        EngineSettings settings = new EngineSettings(logger);
        settings.read(config);
        return new Parts(
                settings, new Principals(System::nanoTime, settings::graceSeconds), journal);
    }

    /** {@return this host, as the component sees it} */
    Host host() {
        return new Host(
                new FileLinks(),
                Clock.systemUTC(),
                System::nanoTime,
                new HostPresence(principals),
                journal,
                settings::requiredModules);
    }
}
