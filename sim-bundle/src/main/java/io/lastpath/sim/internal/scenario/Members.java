// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import java.util.List;

/**
 * The members that an object of a scenario has.
 *
 * @param required those that it must have
 * @param optional those that it may have
 */
record Members(List<String> required, List<String> optional) {

    boolean know(String name) {
        return required.contains(name) || optional.contains(name);
    }

    String names() {
        return String.join(", ", required)
                + (required.isEmpty() || optional.isEmpty() ? "" : ", ")
                + String.join(", ", optional);
    }
}
