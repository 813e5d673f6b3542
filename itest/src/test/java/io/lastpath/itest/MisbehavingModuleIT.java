// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Modules that throw, hang or vanish leave the coordinator answering. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MisbehavingModuleIT {

    @Inject private BundleContext context;
    @Inject private Coordinator coordinator;

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Test
    public void aModuleThatThrowsRefusesWithTheSentenceItThrew() {
        ServiceRegistration<RcmModule> module =
                register(
                        "thrower",
                        "/devices/thrower",
                        () -> {
                            throw new IllegalStateException("the disk is on fire");
                        });
        try {
            RcmReply reply = query("/devices/thrower");

            assertFalse(reply.isSuccess());
            assertTrue(
                    reply.toString(),
                    reply.tuples().get(0).error().contains("the disk is on fire"));
        } finally {
            module.unregister();
        }
        assertTrue(query("/devices/thrower").isSuccess());
    }

    @Test
    public void aModuleThatVanishesMidCallIsAnsweredForAndTheCoordinatorGoesOn() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ServiceRegistration<RcmModule> module =
                register(
                        "vanisher",
                        "/devices/vanisher",
                        () -> {
                            called.countDown();
                            awaitQuietly(release);
                            return ModuleReply.SUCCESS;
                        });
        CompletableFuture<RcmReply> answer =
                CompletableFuture.supplyAsync(() -> query("/devices/vanisher"));
        assertTrue("called", called.await(20, TimeUnit.SECONDS));

        assertTrue("others are answered meanwhile", query("/devices/other").isSuccess());
        module.unregister();

        RcmReply reply = answer.get(20, TimeUnit.SECONDS);
        assertFalse("a vanished module is no agreement: " + reply, reply.isSuccess());
        assertTrue(reply.toString(), reply.tuples().toString().contains("vanisher"));
        release.countDown();
        Await.until("nobody is in the way any more", () -> query("/devices/vanisher").isSuccess());
        assertEquals(List.of(), coordinator.drRequests());
    }

    private RcmReply query(String resource) {
        Intent intent = Intent.of(Initiator.process(ProcessHandle.current().pid()), "test");
        return coordinator.open(intent).requestOffline(List.of(resource), RcmFlags.QUERY);
    }

    private ServiceRegistration<RcmModule> register(
            String name, String resource, Supplier<ModuleReply> onOffline) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(RcmModule.NAME, name);
        int before = coordinator.resourceCount();
        ServiceRegistration<RcmModule> registration =
                context.registerService(
                        RcmModule.class, new ScriptedModule(resource, onOffline), properties);
        Await.until(name + " has registered", () -> coordinator.resourceCount() == before + 1);
        return registration;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
