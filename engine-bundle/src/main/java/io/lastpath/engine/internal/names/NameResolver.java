// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import io.lastpath.devinfo.ResourceName;
import io.lastpath.rcm.Errno;
import java.util.ArrayList;
import java.util.List;

/** Turns the names of a call into places in the tree. Safe for use by several threads. */
public final class NameResolver {

    private static final String DEV = "/dev/";

    private final Links links;

    public NameResolver(Links links) {
        this.links = links;
    }

    /**
     * Resolves a name.
     *
     * @param name as the caller gave it
     * @return the name with its place
     * @throws CallRefused if it is empty or too long
     */
    public ResolvedName resolve(String name) throws CallRefused {
        if (name == null || name.isEmpty()) {
            throw new CallRefused(Errno.EINVAL, "a resource name is empty");
        }
        if (ResourceName.isTooLong(name)) {
            throw new CallRefused(
                    Errno.ENAMETOOLONG,
                    "a resource name has more than " + ResourceName.MAX_BYTES + " bytes");
        }
        String resolved = name.startsWith(DEV) ? links.resolve(name) : name;
        return new ResolvedName(resolved, TreeKey.of(resolved));
    }

    /**
     * Resolves a list of names.
     *
     * @param names as the caller gave them
     * @return the names in their order
     * @throws CallRefused if there is none, or one is empty or too long
     */
    public List<ResolvedName> resolve(List<String> names) throws CallRefused {
        if (names.isEmpty()) {
            throw new CallRefused(Errno.EINVAL, "no resource was named");
        }
        List<ResolvedName> resolved = new ArrayList<>();
        for (String name : names) {
            resolved.add(resolve(name));
        }
        return resolved;
    }
}
