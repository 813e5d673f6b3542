// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.DrRequestData;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;

/** An offline stays open while the coordinator stops and starts again. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class OpenRequestIT {
    private static final String HELD = "/devices/held";

    /** A query and the offline itself. */
    private static final int CALLS = 2;

    @Inject private BundleContext context;
    @Inject private ConfigurationAdmin configurations;

    private final AtomicInteger calls = new AtomicInteger();
    private ServiceRegistration<RcmModule> module;

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Before
    public void takeOffline() throws Exception {
        Hashtable<String, Object> impatient = new Hashtable<>();
        impatient.put("recoveryPatienceMillis", 0L);
        configurations.getConfiguration("io.lastpath.engine", "?").update(impatient);
        registerHolder();
        Await.until("holder has registered", () -> beans().getResourceCount() == 1);
        assertTrue(initiator().requestOffline(List.of(HELD), RcmFlags.NONE).isSuccess());
        assertEquals(CALLS, calls.get());
    }

    @After
    public void unregister() {
        module.unregister();
    }

    @Test
    public void theModulesThatStayedAreCalledOnceMoreAndOnlineEndsIt() throws Exception {
        House.bundle(context, House.ENGINE).stop();
        House.bundle(context, House.ENGINE).start();

        Await.until(
                "redone",
                () -> calls.get() == 2 * CALLS && beans().getRecentOperations().size() == 1);
        assertEquals("OFFLINE", onlyRequest().state());
        assertEquals("", onlyRequest().attention());
        endWithOnline();
        assertEquals("nobody is called once too often", 2 * CALLS, calls.get());
    }

    @Test
    public void aModuleThatDoesNotComeBackIsAMatterForAPersonUntilItDoes() throws Exception {
        House.bundle(context, House.ENGINE).stop();
        module.unregister();
        House.bundle(context, House.ENGINE).start();

        Await.until("a person is needed", () -> beans().getAttentionCount() == 1);
        assertEquals("OFFLINE", onlyRequest().state());
        String attention = onlyRequest().attention();
        assertTrue(attention, attention.contains("module holder is not back"));
        assertEquals("nobody was called", CALLS, calls.get());

        registerHolder();

        Await.until("it goes on by itself", () -> beans().getAttentionCount() == 0);
        Await.until(
                "redone",
                () -> calls.get() == 2 * CALLS && beans().getRecentOperations().size() == 1);
        assertEquals("OFFLINE", onlyRequest().state());
        endWithOnline();
    }

    private void endWithOnline() {
        assertTrue(initiator().notifyOnline(List.of(HELD), RcmFlags.NONE).isSuccess());
        assertEquals(List.of(), beans().getDrRequests());
    }

    private DrRequestData onlyRequest() {
        List<DrRequestData> requests = beans().getDrRequests();
        assertEquals(requests.toString(), 1, requests.size());
        return requests.get(0);
    }

    private static CoordinatorMXBean beans() {
        return House.bean("Coordinator", CoordinatorMXBean.class);
    }

    private RcmHandle initiator() {
        Coordinator coordinator =
                context.getService(context.getServiceReference(Coordinator.class));
        return coordinator.open(
                Intent.of(Initiator.process(ProcessHandle.current().pid()), "test"));
    }

    private void registerHolder() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(RcmModule.NAME, "holder");
        module =
                context.registerService(
                        RcmModule.class,
                        new ScriptedModule(
                                HELD,
                                () -> {
                                    calls.incrementAndGet();
                                    return ModuleReply.SUCCESS;
                                }),
                        properties);
    }
}
