// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher;

import java.io.IOException;

/**
 * A process that commands take for an instance: it is called as one, and has a home. It ends with
 * its standard input.
 */
public final class MainStandIn {

    private MainStandIn() {}

    /**
     * Says that it is there, and stays.
     *
     * @param arguments what an instance is started with; not used
     * @throws IOException if there is no standard input
     */
    public static void main(String[] arguments) throws IOException {
        System.out.println("here");
        System.in.read();
    }
}
