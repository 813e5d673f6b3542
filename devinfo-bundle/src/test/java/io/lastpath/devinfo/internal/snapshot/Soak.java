// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.standin.StandIn;
import io.lastpath.devinfo.standin.Topology;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads again and again, in a process of its own whose memory is looked at from outside: after each
 * part it says so, and goes on when it is told to.
 */
public final class Soak {

    private Soak() {}

    /**
     * Runs.
     *
     * @param arguments a folder for the library, and how many rounds each part has
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[1]);
        try (StandIn standIn = StandIn.in(Path.of(arguments[0]))) {
            pause(standIn, "loaded");
            standIn.show(new Topology().scale(20, 4, 4).client("/none"));
            DevinfoLibrary library =
                    DevinfoLibrary.load(standIn.file(), Duration.ofSeconds(20)).orElseThrow();
            walk(library, rounds);
            fail(library, rounds);
            pause(standIn, "warm");
            walk(library, rounds);
            pause(standIn, "walked");
            fail(library, rounds);
            pause(standIn, "thrown");
            library.unload();
        }
    }

    private static void walk(DevinfoLibrary library, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            try (DeviceTree tree = library.snapshot(() -> {})) {
                tree.walk(node -> {});
            }
        }
    }

    /** A visitor that throws out of every walk. */
    private static void fail(DevinfoLibrary library, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            IllegalStateException thrown = new IllegalStateException("round " + i);
            try (DeviceTree tree = library.snapshot(() -> {})) {
                tree.walk(
                        node -> {
                            if (node instanceof DeviceNode.Client) {
                                throw thrown;
                            }
                        });
                throw new AssertionError("nothing was thrown");
            } catch (IllegalStateException e) {
                if (e != thrown) {
                    throw new AssertionError("something else was thrown", e);
                }
            }
        }
    }

    private static void pause(StandIn standIn, String part) throws Exception {
        System.gc();
        System.out.println(part + " " + standIn.liveSnapshots() + " " + standIn.liveStrings());
        if (System.in.read() < 0) {
            throw new AssertionError("nobody looks");
        }
    }
}
