// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.mpxio.internal.table.ClientIndex;
import io.lastpath.mpxio.internal.table.GroupTable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows the adapter in use, and what it reads, to other bundles. Safe for use by several threads.
 */
@Component(service = DeviceTreeReader.class)
public final class KeptTree implements DeviceTreeReader {

    private final TableKeeper keeper;
    private final Map<Runnable, TableListener> listeners = new ConcurrentHashMap<>();
    private volatile ClientIndex index = new ClientIndex(GroupTable.EMPTY);

    /**
     * Starts without listeners.
     *
     * @param keeper chooses the adapter and reads it
     */
    @Activate
    public KeptTree(@Reference TableKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Reading read() throws DeviceTreeException {
        Flight flight =
                keeper.record()
                        .orElseThrow(() -> new DeviceTreeException(keeper.stopped().failure()));
        Refresh refresh = flight.await(keeper::state, TableKeeper.AS_LONG_AS_IT_TAKES);
        if (!refresh.isGood()) {
            throw new DeviceTreeException(refresh.failure());
        }
        Adapter read = flight.adapter;
        return new Reading(read.name(), read.description(), flight.nodes);
    }

    @Override
    public Set<String> usablePhcis(String client) {
        GroupTable table = keeper.state().table();
        ClientIndex known = index;
        if (known.table() != table) {
            known = new ClientIndex(table);
            index = known;
        }
        return known.usablePhcis(client);
    }

    @Override
    public Map<String, Object> adapter() {
        return keeper.inUse().map(Adapter::properties).orElse(Map.of());
    }

    @Override
    public boolean isChosen() {
        return !keeper.chosen().isEmpty();
    }

    @Override
    public void addAdapterListener(Runnable listener) {
        TableListener added = TableListener.ofAdapters(listener);
        if (listeners.putIfAbsent(listener, added) == null) {
            keeper.addListener(added);
        }
    }

    @Override
    public void removeAdapterListener(Runnable listener) {
        TableListener known = listeners.remove(listener);
        if (known != null) {
            keeper.removeListener(known);
        }
    }
}
