// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import io.lastpath.management.BeanNames;
import io.lastpath.management.DescribedMBean;
import io.lastpath.management.LibdevinfoMXBean;
import io.lastpath.management.UnreadProperties;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.IntSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Offers the device tree of this host as its configuration says, and publishes its bean. Looks for
 * the library again whenever its configuration changes.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = DevinfoComponent.PID)
@Designate(ocd = DevinfoComponent.Config.class)
public final class DevinfoComponent {

    static final String PID = "io.lastpath.devinfo";

    private static final int LONGEST_POLL = 3600;

    /** The configuration {@code io.lastpath.devinfo}. */
    @ObjectClassDefinition(
            name = "Lastpath libdevinfo adapter",
            description = "The device tree of a Solaris or illumos host.")
    public @interface Config {

        /** {@return the library} */
        @AttributeDefinition(
                name = "Library",
                description =
                        "The library: a path, or the name of a file among the libraries of the"
                                + " system.",
                required = false)
        String library() default "libdevinfo.so.1";

        /** {@return the ranking} */
        @AttributeDefinition(
                name = "Ranking",
                description = "Of several device trees the one with the highest ranking is in use.",
                required = false)
        int ranking() default 100;

        /** {@return the interval of reads} */
        @AttributeDefinition(
                name = "Poll",
                description =
                        "How often the host is read again without anybody asking, in seconds, since"
                                + " libdevinfo tells of no change. 0: never; a path that fails is"
                                + " then seen with the next refresh only.",
                min = "0",
                max = "3600",
                required = false)
        int pollSeconds() default 30;
    }

    private final Logger logger;
    private final TreeOffer tree;
    private final ObjectName beanName = BeanNames.of("Libdevinfo");
    private final boolean published;
    private int ranking = 100;
    private int pollSeconds = 30;

    /** Starts to look for the library; returns at once. */
    @Activate
    public DevinfoComponent(
            BundleContext context,
            Config config,
            Map<String, Object> properties,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.logger = logger;
        this.tree = new TreeOffer(context, logger);
        this.published = publishBean();
        reconfigured(config, properties);
    }

    @Modified
    void reconfigured(Config config, Map<String, Object> properties) {
        UnreadProperties.of(PID, Config.class, properties.keySet(), Map.of()).forEach(logger::warn);
        modified(config);
    }

    void modified(Config config) {
        ranking = number("ranking", config::ranking, ranking, Integer.MIN_VALUE, Integer.MAX_VALUE);
        pollSeconds = number("pollSeconds", config::pollSeconds, pollSeconds, 0, LONGEST_POLL);
        tree.configure(config.library().strip(), ranking, pollSeconds);
    }

    /** A value of the wrong type is thrown at whoever reads it; the earlier one stays. */
    private int number(String name, IntSupplier configured, int earlier, int least, int most) {
        try {
            int value = configured.getAsInt();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (RuntimeException e) {
            // Said below, like a value that is out of range.
        }
        logger.error(
                "Configuration {}: property '{}' has to be a whole number from {} to {}; '{}' stays"
                        + " in force.",
                PID,
                name,
                least,
                most,
                earlier);
        return earlier;
    }

    @Deactivate
    void deactivate() {
        if (published) {
            withdrawBean();
        }
        tree.close();
    }

    private void withdrawBean() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(beanName);
        } catch (JMException e) {
            logger.warn("{} was not there to be unregistered.", beanName, e);
        }
    }

    /** {@return whether the bean is there: a name that somebody else has is not ours to free} */
    private boolean publishBean() {
        DescribedMBean bean = new DescribedMBean(new LibdevinfoBean(tree), LibdevinfoMXBean.class);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, beanName);
            return true;
        } catch (JMException e) {
            logger.error("{} cannot be published; the adapter runs without it.", beanName, e);
            return false;
        }
    }
}
