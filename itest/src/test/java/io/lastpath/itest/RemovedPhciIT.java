// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciMXBean;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
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
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A removed HBA counts as gone, even while the tree still shows it, until somebody says otherwise.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RemovedPhciIT {
    private static final String THIRD = "/devices/pci0000:00/0000:00:05.0/0000:03:00.0";
    private static final String FOURTH = "/devices/pci0000:00/0000:00:06.0/0000:04:00.0";

    @Inject private ConfigurationAdmin configurations;
    @Inject private Coordinator coordinator;

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Before
    public void simulateAHost() throws Exception {
        House.simulate(configurations, "four-hba");
        Await.until(
                "judged",
                () ->
                        House.bean("Phci", "0000-03-00.0", PhciMXBean.class)
                                .getVerdict()
                                .equals("DEGRADED"));
    }

    @Test
    public void whatDependedOnItIsJudgedWithoutItUntilTheTreeIsBelievedAgain() {
        RcmHandle handle =
                coordinator.open(
                        Intent.of(Initiator.process(ProcessHandle.current().pid()), "test"));
        assertTrue(handle.requestOffline(List.of(THIRD), RcmFlags.NONE).isSuccess());
        assertTrue(handle.notifyRemove(List.of(THIRD), RcmFlags.NONE).isSuccess());

        awaitVerdictOnTheFourth("SYSTEM_CRITICAL");
        assertFalse(handle.requestOffline(List.of(FOURTH), RcmFlags.QUERY).isSuccess());
        House.bean("Mpxio", MpxioMXBean.class).refresh();

        awaitVerdictOnTheFourth("DEGRADED");
        assertTrue(handle.requestOffline(List.of(FOURTH), RcmFlags.NONE).isSuccess());
        assertFalse(
                "the swap on the two of them has an advocate",
                handle.requestOffline(List.of(THIRD), RcmFlags.QUERY).isSuccess());
        assertTrue(handle.notifyOnline(List.of(FOURTH), RcmFlags.NONE).isSuccess());
    }

    private static void awaitVerdictOnTheFourth(String verdict) {
        PhciMXBean fourth = House.bean("Phci", "0000-04-00.0", PhciMXBean.class);
        Await.until(verdict, () -> fourth.getVerdict().equals(verdict));
    }
}
