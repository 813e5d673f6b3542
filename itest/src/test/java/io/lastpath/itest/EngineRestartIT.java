// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.util.List;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The coordinator stops and starts again while everything else stays. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EngineRestartIT {
    private static final String PHCI = "/devices/pci0000:00/0000:00:05.0/0000:03:00.0";
    private static final String PHCI_ID = "0000-03-00.0";

    @Inject private BundleContext context;
    @Inject private ConfigurationAdmin configurations;

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Before
    public void simulateAHost() throws Exception {
        House.simulate(configurations, "four-hba");
        awaitVerdict("DEGRADED");
    }

    @Test
    public void withoutACoordinatorEveryVerdictIsUnknownAndTheGroupsStay() throws Exception {
        House.bundle(context, House.ENGINE).stop();
        try {
            awaitVerdict("UNKNOWN");
            assertEquals(9, House.bean("Mpxio", MpxioMXBean.class).getClientCount());
        } finally {
            House.bundle(context, House.ENGINE).start();
        }
        awaitVerdict("DEGRADED");
    }

    @Test
    public void registrationsComeBackWithTheCoordinator() throws Exception {
        CoordinatorMXBean beans = House.bean("Coordinator", CoordinatorMXBean.class);
        Await.until("registrations", () -> beans.getResourceCount() == 8);

        House.bundle(context, House.ENGINE).stop();
        House.bundle(context, House.ENGINE).start();

        // Four PHCIs by the multipath module, four clients by their users.
        Await.until("registrations are back", () -> beans.getResourceCount() == 8);
        awaitVerdict("DEGRADED");
        RcmReply reply = coordinator().open(intent()).requestOffline(List.of(PHCI), RcmFlags.QUERY);
        assertTrue(reply.toString(), reply.isSuccess());
    }

    private Coordinator coordinator() {
        return context.getService(context.getServiceReference(Coordinator.class));
    }

    private static Intent intent() {
        return Intent.of(Initiator.process(ProcessHandle.current().pid()), "test");
    }

    private static void awaitVerdict(String verdict) {
        Await.until(
                "verdict " + verdict,
                () -> House.bean("Phci", PHCI_ID, PhciMXBean.class).getVerdict().equals(verdict));
    }
}
