// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.names;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Links as the file system has them. */
public final class FileLinks implements Links {

    @Override
    public String resolve(String name) {
        try {
            return Path.of(name).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return name; // a name that leads nowhere is a resource like any other
        }
    }
}
