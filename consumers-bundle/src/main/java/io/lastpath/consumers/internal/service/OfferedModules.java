// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.service;

import io.lastpath.consumers.internal.host.HostUse;
import io.lastpath.consumers.internal.module.GuardModule;
import io.lastpath.consumers.internal.module.Judge;
import io.lastpath.consumers.internal.module.Known;
import io.lastpath.consumers.internal.module.UseKeeper;
import io.lastpath.consumers.internal.module.UseModule;
import io.lastpath.consumers.internal.scan.HostScan;
import io.lastpath.management.ShownVersion;
import io.lastpath.rcm.RcmModule;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The modules in service for one host, and which of them have to register. Used by one thread. */
final class OfferedModules implements AutoCloseable {

    private final UseKeeper keeper;
    private final List<ServiceRegistration<RcmModule>> registrations = new ArrayList<>();
    private final Map<String, Predicate<HostUse>> due = new LinkedHashMap<>();
    private final GuardModule guard;
    private String failure = "";

    /**
     * Offers the modules.
     *
     * @param context of the bundle
     * @param keeper looks at the host; closed with this
     * @param judge of what becomes of uses
     */
    OfferedModules(BundleContext context, UseKeeper keeper, Judge judge) {
        this.keeper = keeper;
        List<UseModule> modules = new ArrayList<>();
        String version =
                " of Lastpath " + ShownVersion.of(context.getBundle().getVersion().toString());
        // The guard comes last: who calls it finds the others there.
        for (String name : HostScan.MODULES) {
            UseModule module = new UseModule(name, keeper, judge, "Linux module " + name + version);
            modules.add(module);
            due.put(name, use -> module.hasToRegister(use));
            offer(context, name, module);
        }
        guard =
                new GuardModule(
                        keeper, judge, "Linux module " + GuardModule.NAME + version, modules);
        due.put(GuardModule.NAME, use -> guard.hasToRegister(use));
        offer(context, GuardModule.NAME, guard);
    }

    private void offer(BundleContext context, String name, RcmModule module) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(RcmModule.NAME, name);
        registrations.add(context.registerService(RcmModule.class, module, properties));
    }

    /**
     * {@return the modules that have to register: those that would say or judge something else than
     * what they are registered with, or have answered since, or could not register. While nobody
     * can tell anything it is the guard, until the coordinator has heard so from it}
     */
    List<String> changed() {
        Known known = keeper.recent();
        failure = known.failure();
        return known.use().map(this::changed).orElseGet(this::unheard);
    }

    /** One that cannot register is enough for whoever built an answer to ask all of them again. */
    private List<String> unheard() {
        return guard.isBlind() ? List.of() : List.of(GuardModule.NAME);
    }

    private List<String> changed(HostUse use) {
        return due.keySet().stream().filter(name -> due.get(name).test(use)).toList();
    }

    /** {@return why the last look brought nothing; empty where it did} */
    String failure() {
        return failure;
    }

    /** Takes the modules back. */
    @Override
    public void close() {
        registrations.forEach(OfferedModules::takeBack);
        keeper.close();
    }

    private static void takeBack(ServiceRegistration<RcmModule> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // The bundle stops, and the framework was first.
        }
    }
}
