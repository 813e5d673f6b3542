// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.lastpath.devinfo.DeviceTreeSource;
import java.io.IOException;

/** Whatever shows the devices of a scenario to the module. */
public interface Host {

    /** {@return the adapter that shows them} */
    DeviceTreeSource source();

    /** Shows other devices from now on; the node is missing for none. */
    void show(JsonNode devices) throws IOException;

    /** Cannot be read from now on. */
    void fail(JsonNode error) throws IOException;
}
