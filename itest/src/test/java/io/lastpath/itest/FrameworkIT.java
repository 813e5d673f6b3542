// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;

import io.lastpath.management.MpxioMXBean;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Everything resolves, starts and finds its place. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FrameworkIT {

    @Inject private BundleContext context;
    @Inject private ServiceComponentRuntime components;
    @Inject private ConfigurationAdmin configurations;

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Test
    public void everyBundleIsActive() {
        List<String> idle =
                Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .map(Bundle::getSymbolicName)
                        .toList();

        assertEquals(List.of(), idle);
    }

    @Test
    public void noComponentOfOursIsUnsatisfied() throws Exception {
        House.simulate(configurations, "four-hba");
        Await.until("every component is satisfied", () -> unsatisfied().isEmpty());
    }

    @Test
    public void everyBeanAppearsOnceAHostIsSimulated() throws Exception {
        House.simulate(configurations, "four-hba");

        MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
        Await.until("nine clients", () -> mpxio.getClientCount() == 9);
        Await.until("a bean for each PHCI", () -> House.count("io.lastpath:type=Phci,*") == 4);
        Await.until(
                "a bean for each group",
                () -> House.count("io.lastpath:type=MpxioGroup,*") == mpxio.getGroupCount());
        Await.until(
                "the adapter's bean",
                () -> House.count("io.lastpath:type=DeviceTree,name=simulation") == 1);
        assertEquals(1, House.count("io.lastpath:type=Coordinator"));
        assertEquals(1, House.count("io.lastpath:type=Simulation"));
    }

    private List<String> unsatisfied() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(description -> description.bundle.symbolicName.startsWith("io.lastpath"))
                .flatMap(
                        description ->
                                components.getComponentConfigurationDTOs(description).stream())
                .filter(
                        configuration ->
                                configuration.state != ComponentConfigurationDTO.ACTIVE
                                        && configuration.state
                                                != ComponentConfigurationDTO.SATISFIED)
                .map(configuration -> configuration.description.name)
                .toList();
    }
}
