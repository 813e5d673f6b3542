// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.internal.snapshot.DevinfoLibrary;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.mpxio.internal.vectors.Host;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Shows the devices of the vectors through the native library.
 *
 * @param file the stand-in library
 * @param library the same, loaded
 */
record StandInHost(Path file, DevinfoLibrary library) implements Host, DeviceTreeSource {

    @Override
    public DeviceTreeSource source() {
        return this;
    }

    @Override
    public void show(JsonNode devices) throws IOException {
        NativeHost.of(devices).writeFor(file);
    }

    @Override
    public void fail(JsonNode error) throws IOException {
        new Topology().failInit(error.get("errno").asInt()).writeFor(file);
    }

    @Override
    public DeviceTree snapshot() throws DeviceTreeException {
        return library.snapshot(() -> {});
    }

    @Override
    public String description() {
        return "the stand-in";
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        // Never changes by itself.
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        // Never changes by itself.
    }
}
