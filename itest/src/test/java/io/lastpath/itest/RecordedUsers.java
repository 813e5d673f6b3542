// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static org.junit.Assert.assertEquals;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.rcm.Coordinator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A recorded Linux host, changed at will, whose users the real coordinator knows. */
abstract class RecordedUsers {

    static final Set<String> MODULES =
            Set.of("dm", "filesys", "host", "loop", "lvm", "md", "openfiles", "swap");

    @Inject BundleContext context;
    @Inject Coordinator coordinator;
    @Inject private ConfigurationAdmin configurations;

    final MpxioMXBean mpxio = House.bean("Mpxio", MpxioMXBean.class);
    Path host;
    final RecordedTree recorded = new RecordedTree();
    private ServiceRegistration<DeviceTreeSource> tree;

    @Configuration
    public Option[] framework() {
        return House.bundles();
    }

    @Before
    public void offerTheTreeOfTheRecordedHost() throws Exception {
        host = House.folder();
        unpack("four-hba");
        Hashtable<String, Object> settings = new Hashtable<>();
        settings.put("pollSeconds", 1);
        configurations.getConfiguration("io.lastpath.consumers", "?").update(settings);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(DeviceTreeSource.ADAPTER, "linux");
        properties.put(DeviceTreeSource.ROOT, host.toString());
        properties.put(DeviceTreeSource.USERS, "host");
        properties.put(Constants.SERVICE_RANKING, 100);
        tree = context.registerService(DeviceTreeSource.class, recorded, properties);
        Await.until("all modules are in service", () -> modules().containsAll(MODULES));
        Await.until("the tree is read", () -> mpxio.getClientCount() == 4 && !mpxio.isStale());
    }

    @After
    public void forgetTheHost() throws IOException {
        tree.unregister();
        Await.until("the modules have left", () -> !modules().contains("host"));
        try (Stream<Path> files = Files.walk(host)) {
            files.sorted(Comparator.reverseOrder()).forEach(RecordedUsers::delete);
        }
    }

    private void unpack(String name) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("lastpath.recordings"), name, "tree.tar.gz");
        List<String> command = new ArrayList<>(List.of("tar", "xzf", archive.toString()));
        command.addAll(List.of("-C", host.toString(), "--exclude=queue"));
        command.addAll(List.of("./proc", "./sys/block", "./sys/dev", "./sys/devices"));
        Process tar = new ProcessBuilder(command).inheritIO().start();
        assertEquals("tar xzf " + archive, 0, tar.waitFor());
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> modules() {
        Set<String> names = new TreeSet<>();
        coordinator.modules().forEach(module -> names.add(module.name()));
        return names;
    }

    boolean says(String phcis, String... words) {
        String said = mpxio.preview(phcis);
        return Stream.of(words).allMatch(said::contains);
    }

    /** Tells what was judged of the first HBA when something was last said to have changed. */
    boolean overviewSays(String verdict) {
        return mpxio.getPhcis().stream()
                .filter(phci -> phci.devicePath().equals(RecordedTree.ONE))
                .anyMatch(phci -> phci.verdict().equals(verdict));
    }

    static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling("next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
