// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import java.util.function.Consumer;

/** Finds the instance that a command is for. */
@FunctionalInterface
public interface Connections {

    /**
     * Connects.
     *
     * @param target which instance
     * @param say told a sentence where one does not answer yet
     * @return the connection, to be closed
     * @throws io.lastpath.launcher.internal.LauncherException if there is no such instance, or it
     *     does not let us in
     */
    RuntimeConnection open(Target target, Consumer<String> say);
}
