// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A host for the stand-in library, in the format of {@code src/test/c/README.md}. Built line by
 * line: what belongs to a client follows it. For one thread.
 */
public final class Topology {

    /** The virtual host controller that clients are below. */
    public static final String VHCI = "/scsi_vhci";

    private final StringBuilder listed = new StringBuilder();
    private final StringBuilder others = new StringBuilder();
    private final StringBuilder clients = new StringBuilder();
    private final Set<String> keys = new HashSet<>();
    private int unnamed;

    /** A PHCI that its virtual host controller lists; null has no device path. */
    public Topology phci(String path) {
        if (path == null) {
            line(listed, "phci", "unnamed-listed-" + unnamed++);
        } else if (keys.add(path)) {
            line(listed, "phci", path, path);
        }
        return this;
    }

    /** A client; null has no device path. */
    public Topology client(String path) {
        if (path == null) {
            line(clients, "client");
        } else {
            line(clients, "client", path);
        }
        return this;
    }

    /** A client below no virtual host controller. */
    public Topology clientElsewhere(String path) {
        line(clients, "stray", path);
        return this;
    }

    /**
     * A path of the client before; a PHCI of null has no device path, an address of null is none.
     */
    public Topology path(String phci, int state, String busAddress) {
        String key = phci;
        if (phci == null) {
            key = "unnamed-" + unnamed++;
            line(others, "node", key);
        } else if (keys.add(phci)) {
            line(others, "node", phci, phci);
        }
        addPath(key, state, busAddress);
        return this;
    }

    private void addPath(String key, int state, String busAddress) {
        if (busAddress == null) {
            line(clients, "path", key, Integer.toString(state));
        } else {
            line(clients, "path", key, Integer.toString(state), busAddress);
        }
    }

    /** A path of the client before that has no PHCI node. */
    public Topology pathWithoutPhci(int state, String busAddress) {
        addPath("-", state, busAddress);
        return this;
    }

    /** Has the paths of the client before end with an error of their own. */
    public Topology failPaths(int errno) {
        line(clients, "fail", "paths", Integer.toString(errno));
        return this;
    }

    /** Has di_init fail. */
    public Topology failInit(int errno) {
        line(clients, "fail", "init", Integer.toString(errno));
        return this;
    }

    /** Has di_walk_node fail after so many nodes. */
    public Topology failWalk(int errno, int nodes) {
        line(clients, "fail", "walk", Integer.toString(errno), Integer.toString(nodes));
        return this;
    }

    /** Has di_walk_node end without an error after so many nodes. */
    public Topology loseAfter(int nodes) {
        line(clients, "lose", Integer.toString(nodes));
        return this;
    }

    /** Has di_walk_node leave out what is below a node. */
    public Topology loseBelow(String path) {
        line(clients, "lose", "below", path);
        return this;
    }

    /** Has di_walk_node show the client before after all other nodes. */
    public Topology late() {
        line(clients, "late");
        return this;
    }

    /** A virtual host controller; the clients that follow are below it. */
    public Topology vhci(String path) {
        line(clients, "vhci", path);
        return this;
    }

    /** Has di_init hang for as long as a file exists. */
    public Topology hangInit(Path file) {
        line(clients, "hang", "init", file.toString());
        return this;
    }

    /** Has di_walk_node hang for as long as a file exists. */
    public Topology hangWalk(Path file) {
        line(clients, "hang", "walk", file.toString());
        return this;
    }

    /** So many clients with so many paths each, through so many PHCIs. */
    public Topology scale(int clientCount, int pathCount, int phciCount) {
        line(
                clients,
                "scale",
                Integer.toString(clientCount),
                Integer.toString(pathCount),
                Integer.toString(phciCount));
        return this;
    }

    private static void line(StringBuilder text, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : "\t").append(escaped(fields[i]));
        }
        text.append('\n');
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /**
     * Has a library show this host from its next snapshot on.
     *
     * @param library the stand-in library
     */
    public void writeFor(Path library) throws IOException {
        Path file = library.resolveSibling(library.getFileName() + ".topology");
        Path fresh = library.resolveSibling(library.getFileName() + ".next");
        Files.writeString(fresh, "vhci\t" + VHCI + "\n" + listed + others + clients);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
