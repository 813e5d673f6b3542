// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells what is wrong with a scenario file, without a framework: whoever wants to have one shown
 * asks before he starts anything for it. Who plays scenarios names his in {@code META-INF/services}
 * of his jar. Its class needs nothing but the API and the parser of the distribution's {@code lib}.
 * Stateless, and safe for use by several threads.
 */
@ConsumerType
public interface ScenarioCheck {

    /**
     * Reads a scenario as it would be read to be shown.
     *
     * @param file the file
     * @return the file, the place in it, and what is wrong there; empty if nothing is
     */
    Optional<String> flaw(String file);
}
