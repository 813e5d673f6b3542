// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.service;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.linux.internal.file.PatientReads;
import io.lastpath.linux.internal.file.RootedFiles;
import io.lastpath.linux.internal.sysfs.Sysfs;
import io.lastpath.linux.internal.tool.HostTools;
import io.lastpath.linux.internal.tool.RecordedTools;
import io.lastpath.linux.internal.tool.Tool;
import io.lastpath.linux.internal.tool.Witnesses;
import io.lastpath.linux.internal.tree.HostSurvey;
import io.lastpath.linux.internal.tree.LinuxHost;
import io.lastpath.linux.internal.watch.HostWatch;
import io.lastpath.management.UnreadProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Offers the device tree of this host where it runs Linux, or of a recorded host. A change of the
 * configuration makes it anew.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = LinuxComponent.PID)
@Designate(ocd = LinuxComponent.Config.class)
public final class LinuxComponent {

    static final String PID = "io.lastpath.linux";

    private static final String ADAPTER = "linux";

    /** The RCM module of the consumers that registers for every multipathed disk. */
    private static final String USERS = "host";

    private static final String ROOT_PROPERTY = "lastpath.root";

    /** The configuration {@code io.lastpath.linux}. */
    @ObjectClassDefinition(
            name = "Lastpath Linux adapter",
            description = "The device tree of this host, or of one that was recorded.")
    public @interface Config {

        @AttributeDefinition(
                name = "Root",
                description =
                        "The folder that holds the host's files: / for this host, any other for a"
                                + " recorded one. Empty: this host. The command line wins.",
                required = false)
        String root() default "";

        @AttributeDefinition(
                name = "Ranking",
                description = "Of several device trees the one with the highest ranking is in use.",
                required = false)
        int ranking() default -100;

        @AttributeDefinition(
                name = "Poll",
                description =
                        "How often the host is looked at for changes that the kernel does not"
                                + " announce, in seconds; a recorded one for all changes.",
                min = "1",
                max = "3600",
                required = false)
        int pollSeconds() default 5;

        @AttributeDefinition(
                name = "Read time limit",
                description =
                        "After so many milliseconds a single read is given up, and what it was for"
                                + " counts as not readable.",
                min = "10",
                max = "60000",
                required = false)
        int readTimeLimitMillis() default 2000;

        @AttributeDefinition(
                name = "Tree time limit",
                description =
                        "After so many milliseconds reading the host's files is given up, and the"
                                + " tree counts as not readable.",
                min = "100",
                max = "3600000",
                required = false)
        int treeTimeLimitMillis() default 20_000;

        @AttributeDefinition(
                name = "Tool time limit",
                description = "After so many milliseconds dmsetup and multipathd are given up.",
                min = "10",
                max = "60000",
                required = false)
        int toolTimeLimitMillis() default 5000;
    }

    private final Optional<ServiceRegistration<DeviceTreeSource>> registration;
    private final Optional<HostWatch> watch;

    @Activate
    public LinuxComponent(
            BundleContext context,
            Config config,
            Map<String, Object> properties,
            @Reference(service = LoggerFactory.class) Logger logger) {
        UnreadProperties.of(PID, Config.class, properties.keySet(), Map.of()).forEach(logger::warn);
        Settings settings = Settings.of(config, context.getProperty(ROOT_PROPERTY), logger);
        if (settings.isThisHost() && !runsLinux(settings.root())) {
            logger.info(
                    "This host has no {}: it does not run Linux, and no device tree is offered.",
                    Sysfs.DISKS);
            registration = Optional.empty();
            watch = Optional.empty();
            return;
        }
        if (!runsLinux(settings.root())) {
            logger.warn(
                    "{}: root: {} holds no host that can be read: there is no folder {} in it, or"
                            + " it is not to be read; unpack a recorded host there, or name / for"
                            + " this one",
                    PID,
                    settings.root(),
                    Sysfs.DISKS);
        }
        HostSurvey survey = survey(settings);
        LinuxHost host = new LinuxHost(settings.name(), settings.root(), survey, logger);
        registration =
                Optional.of(
                        context.registerService(
                                DeviceTreeSource.class, host, properties(settings)));
        watch = Optional.of(watch(host, survey, settings, logger));
        watch.ifPresent(HostWatch::start);
    }

    private static HostWatch watch(
            LinuxHost host, HostSurvey survey, Settings settings, Logger logger) {
        return settings.isThisHost()
                ? new HostWatch(
                        host,
                        survey,
                        Tool.find(Tool.FOLDERS, "udevadm"),
                        Tool.find(Tool.FOLDERS, "setpriv"),
                        settings.poll(),
                        logger)
                : HostWatch.ofRecorded(host, survey, settings.poll(), logger);
    }

    private static boolean runsLinux(Path root) {
        return Files.isDirectory(root.resolve(Sysfs.DISKS.substring(1)));
    }

    private static HostSurvey survey(Settings settings) {
        PatientReads reads =
                new PatientReads(new RootedFiles(settings.root()), settings.readLimit());
        Witnesses witnesses =
                settings.isThisHost()
                        ? new HostTools(settings.root(), Tool.FOLDERS, settings.toolLimit())
                        : new RecordedTools(reads);
        return new HostSurvey(reads, witnesses, settings.treeLimit());
    }

    private static Dictionary<String, Object> properties(Settings settings) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(DeviceTreeSource.ADAPTER, ADAPTER);
        properties.put(Constants.SERVICE_RANKING, settings.ranking());
        properties.put(DeviceTreeSource.ROOT, settings.root().toString());
        properties.put(DeviceTreeSource.PLAYED, settings.isPlayed());
        properties.put(DeviceTreeSource.USERS, USERS);
        return properties;
    }

    /** What the configuration comes to. */
    private record Settings(
            Path root,
            boolean isTold,
            int ranking,
            Duration poll,
            Duration readLimit,
            Duration treeLimit,
            Duration toolLimit) {

        static Settings of(Config config, String property, Logger logger) {
            String told = property == null ? "" : property; // by the command line, which wins
            String root = told.isBlank() ? config.root().strip() : told;
            Numbers numbers = new Numbers(PID, logger);
            return new Settings(
                    Path.of(root.isEmpty() ? "/" : root).normalize(),
                    !told.isBlank(),
                    numbers.value(
                            "ranking", config::ranking, Integer.MIN_VALUE, Integer.MAX_VALUE, -100),
                    Duration.ofSeconds(
                            numbers.value("pollSeconds", config::pollSeconds, 1, 3600, 5)),
                    Duration.ofMillis(
                            numbers.value(
                                    "readTimeLimitMillis",
                                    config::readTimeLimitMillis,
                                    10,
                                    60_000,
                                    2000)),
                    Duration.ofMillis(
                            numbers.value(
                                    "treeTimeLimitMillis",
                                    config::treeTimeLimitMillis,
                                    100,
                                    3_600_000,
                                    20_000)),
                    Duration.ofMillis(
                            numbers.value(
                                    "toolTimeLimitMillis",
                                    config::toolTimeLimitMillis,
                                    10,
                                    60_000,
                                    5000)));
        }

        boolean isThisHost() {
            return root.equals(Path.of("/"));
        }

        /** The journal is this host's, but where the command line has told the folder. */
        boolean isPlayed() {
            return !isThisHost() && !isTold;
        }

        String name() {
            return isThisHost() ? "this host" : "the recorded host " + root;
        }
    }

    @Deactivate
    void deactivate() {
        registration.ifPresent(ServiceRegistration::unregister);
        watch.ifPresent(HostWatch::close);
    }
}
