// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.support.FakeSource;
import java.util.List;

/** Shows the devices of a scenario as they are. */
final class ListedHost implements Host {

    private final FakeSource source = new FakeSource(List.of());

    @Override
    public DeviceTreeSource source() {
        return source;
    }

    @Override
    public void show(JsonNode devices) {
        source.set(Scenario.nodes(devices));
    }

    @Override
    public void fail(JsonNode error) {
        source.fail(error.get("text").asText());
    }
}
