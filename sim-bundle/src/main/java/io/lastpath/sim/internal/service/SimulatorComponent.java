// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.service;

import io.lastpath.devinfo.DeviceTreeReader;
import io.lastpath.management.BeanNames;
import io.lastpath.management.DescribedMBean;
import io.lastpath.management.SimulationMXBean;
import io.lastpath.management.UnreadProperties;
import io.lastpath.rcm.Coordinator;
import io.lastpath.sim.internal.management.SimulationBean;
import io.lastpath.sim.internal.recorder.Recorder;
import io.lastpath.sim.internal.simulator.Simulator;
import io.lastpath.sim.internal.simulator.Takeover;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Runs the simulator as its configuration says, and publishes its bean. Configuration changes come
 * one at a time.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = SimulatorComponent.PID)
@Designate(ocd = SimulatorComponent.Config.class)
public final class SimulatorComponent {

    static final String PID = "io.lastpath.sim";

    /** The scenario of the command line; it is set once it is loaded. */
    static final String SCENARIO_PROPERTY = "lastpath.scenario";

    /** The configuration {@code io.lastpath.sim}. */
    @ObjectClassDefinition(
            name = "Lastpath simulator",
            description = "A recorded or invented host that can be edited while it runs.")
    public @interface Config {

        @AttributeDefinition(
                name = "Scenario",
                description =
                        "A scenario file, or the name of a recording: alua-ana, four-hba, nvme,"
                                + " two-hba. Empty: no device tree is offered.",
                required = false)
        String scenario() default "";

        @AttributeDefinition(
                name = "Ranking",
                description = "Of several device trees the one with the highest ranking is in use.",
                required = false)
        int ranking() default 0;
    }

    private final Logger logger;
    private final Simulator simulator;
    private final ObjectName beanName = BeanNames.of("Simulation");
    private String scenario;
    private int ranking;

    // The modules are no components, so that the coordinator's use of them makes no circle of this.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Coordinator coordinator;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DeviceTreeReader reader;

    @Activate
    public SimulatorComponent(
            BundleContext context,
            Config config,
            Map<String, Object> properties,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.logger = logger;
        this.scenario = config.scenario().strip();
        this.simulator = new Simulator(context, logger, () -> coordinator);
        publishBean();
        remark(properties);
        simulator.configure(wanted(context), ranking(config));
    }

    /** Whoever was started to show a scenario shows it again when this bundle comes back. */
    private String wanted(BundleContext context) {
        String asked = context.getProperty(SCENARIO_PROPERTY);
        return asked == null ? scenario : asked;
    }

    @Modified
    void reconfigured(Config config, Map<String, Object> properties) {
        remark(properties);
        modified(config);
    }

    void modified(Config config) {
        String wanted = config.scenario().strip();
        if (wanted.equals(scenario)) {
            // The scenario may have been edited, and nobody asked to have that undone.
            simulator.rank(ranking(config));
        } else {
            scenario = wanted;
            simulator.configure(wanted, ranking(config));
        }
    }

    private void remark(Map<String, Object> properties) {
        UnreadProperties.of(PID, Config.class, properties.keySet(), Map.of()).forEach(logger::warn);
    }

    /** A value of the wrong type is thrown at whoever reads it; the earlier one stays. */
    private int ranking(Config config) {
        try {
            ranking = config.ranking();
        } catch (RuntimeException e) {
            logger.error("{}: 'ranking' has to be a whole number; {} stays in force", PID, ranking);
        }
        return ranking;
    }

    @Deactivate
    void deactivate() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(beanName);
        } catch (JMException e) {
            logger.warn("{} was not there to be unregistered", beanName, e);
        }
        simulator.stop();
    }

    private void publishBean() {
        DescribedMBean bean =
                new DescribedMBean(
                        new SimulationBean(
                                simulator,
                                new Recorder(() -> reader, () -> coordinator),
                                new Takeover(() -> reader, () -> coordinator)),
                        SimulationMXBean.class);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, beanName);
        } catch (JMException e) {
            logger.error("{} cannot be published; the simulator runs without it", beanName, e);
        }
    }
}
