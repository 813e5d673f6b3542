// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.simulator;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.ShownVersion;
import io.lastpath.rcm.RcmModule;
import io.lastpath.sim.internal.consumer.ConsumerModule;
import io.lastpath.sim.internal.scenario.ScenarioConsumer;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * The services that a scenario brings: the device tree and a module for each module name. Used by
 * one thread.
 */
final class OfferedServices {

    static final String ADAPTER = "simulation";

    /** Set where the runtime was started to show a scenario, and keeps a journal of its own. */
    static final String ONLY_PROPERTY = "lastpath.scenario.only";

    private record Offered(ConsumerModule module, ServiceRegistration<RcmModule> registration) {}

    private final BundleContext context;
    private final Map<String, Offered> modules = new TreeMap<>();
    private ServiceRegistration<DeviceTreeSource> tree;
    private int ranking;

    OfferedServices(BundleContext context) {
        this.context = context;
    }

    /** Offers the tree; false if it was offered before. */
    boolean offerTree(DeviceTreeSource source) {
        if (tree != null) {
            return false;
        }
        tree = context.registerService(DeviceTreeSource.class, source, treeProperties());
        return true;
    }

    void rank(int wanted) {
        if (wanted != ranking) {
            ranking = wanted;
            if (tree != null) {
                tree.setProperties(treeProperties());
            }
        }
    }

    private Dictionary<String, Object> treeProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(DeviceTreeSource.ADAPTER, ADAPTER);
        properties.put(DeviceTreeSource.PLAYED, !isOnlyHost());
        properties.put(Constants.SERVICE_RANKING, ranking);
        return properties;
    }

    /** What this runtime remembers as removed was removed from the scenario then. */
    private boolean isOnlyHost() {
        return Boolean.parseBoolean(context.getProperty(ONLY_PROPERTY));
    }

    /** Brings the modules up to date; returns the names of those that stay but changed. */
    List<String> offerModules(List<ScenarioConsumer> consumers) {
        Map<String, List<ScenarioConsumer>> wanted =
                consumers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ScenarioConsumer::module,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (String name : List.copyOf(modules.keySet())) {
            if (!wanted.containsKey(name)) {
                withdraw(name);
            }
        }
        List<String> changed = new ArrayList<>();
        wanted.forEach(
                (name, own) -> {
                    Offered offered = modules.get(name);
                    if (offered == null) {
                        modules.put(name, offer(name, own));
                    } else {
                        offered.module().update(own);
                        changed.add(name);
                    }
                });
        return changed;
    }

    private Offered offer(String name, List<ScenarioConsumer> own) {
        ConsumerModule module =
                new ConsumerModule(
                        "Simulated module "
                                + name
                                + " "
                                + ShownVersion.of(context.getBundle().getVersion().toString()));
        module.update(own);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(RcmModule.NAME, name);
        return new Offered(module, context.registerService(RcmModule.class, module, properties));
    }

    private void withdraw(String name) {
        Offered offered = modules.remove(name);
        offered.registration().unregister();
        offered.module().leave();
    }

    /** Takes every service back. */
    void withdrawAll() {
        if (tree != null) {
            tree.unregister();
            tree = null;
        }
        List.copyOf(modules.keySet()).forEach(this::withdraw);
    }
}
