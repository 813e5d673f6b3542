// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.service;

import static io.lastpath.devinfo.internal.service.RunningAdapter.config;
import static io.lastpath.devinfo.internal.service.RunningAdapter.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Native;
import io.lastpath.devinfo.DeviceTreeException;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.standin.Topology;
import io.lastpath.management.BeanNames;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** What the adapter offers, and what it says where it offers nothing. */
class DevinfoComponentTest extends AdapterCase {

    @Test
    void aHostWithoutLibdevinfoOffersNothingAndSaysWhyInOneLineAndOnItsBean() throws Exception {
        try (RunningAdapter adapter = run("libdevinfo.so.1")) {
            until(() -> !adapter.log.isEmpty());
            String folders =
                    Native.POINTER_SIZE == 8 ? "/lib/64 or /usr/lib/64" : "/lib or /usr/lib";
            String reason =
                    "there is no libdevinfo.so.1 in "
                            + folders
                            + ", so this host ("
                            + System.getProperty("os.name")
                            + ") has no libdevinfo";

            assertThat(adapter.log)
                    .containsExactly(
                            "info No device tree is read through libdevinfo: " + reason + ".");
            assertThat(adapter.bean.isOffered()).isFalse();
            assertThat(adapter.bean.getReason()).isEqualTo(reason);
            assertThat(adapter.bean.getLibrary()).isEqualTo("libdevinfo.so.1");
            assertThat(adapter.bean.getLibraryFile()).isEmpty();
            assertThat(adapter.source()).isNull();
        }
    }

    @Test
    void aFileThatIsNoSuchLibraryIsNamedWithTheReason() throws Exception {
        Path text = Files.writeString(other.resolve("libtext.so"), "no library");
        try (RunningAdapter adapter = run(text.toString())) {
            until(() -> !adapter.log.isEmpty());
            assertThat(adapter.bean.getReason())
                    .startsWith(text + " cannot be used: ")
                    .contains("file too short");
        }
        Path foreign = Path.of(System.getProperty("java.home"), "lib", "libnet.so");
        try (RunningAdapter adapter = run(foreign.toString())) {
            until(() -> !adapter.log.isEmpty());
            assertThat(adapter.bean.getReason())
                    .startsWith(foreign + " cannot be used: ")
                    .contains("di_");
        }
    }

    @Test
    void theLibraryIsLookedForAgainWhenTheConfigurationChanges() throws Exception {
        try (RunningAdapter adapter = run("/no/such")) {
            until(() -> adapter.bean.getReason().startsWith("there is no file /no/such;"));

            adapter.component.modified(config(standIn.file().toString(), 7));
            adapter.offered();

            assertThat(adapter.reference().getProperty(DeviceTreeSource.ADAPTER))
                    .isEqualTo("libdevinfo");
            assertThat(adapter.reference().getProperty(Constants.SERVICE_RANKING)).isEqualTo(7);
            assertThat(adapter.source().description())
                    .isEqualTo("this host through " + standIn.file());
            assertThat(adapter.bean.getLibraryFile()).isEqualTo(standIn.file().toString());
            assertThat(adapter.bean.getReason()).isEmpty();
            assertThat(clients(adapter.source())).isEqualTo(3);

            adapter.component.modified(config("/no/such", 7));
            until(() -> adapter.source() == null && !adapter.bean.isOffered());
        }
    }

    @Test
    void anotherRankingIsTakenOverWithoutTakingTheTreeBack() throws Exception {
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            DeviceTreeSource source = adapter.source();

            adapter.component.modified(config(standIn.file().toString(), 9));
            until(() -> adapter.reference().getProperty(Constants.SERVICE_RANKING).equals(9));

            assertThat(adapter.source()).isSameAs(source);
            assertThat(clients(source)).isEqualTo(3);
        }
    }

    @Test
    void aReadThatFailsIsNotUnderWayAnyMore() throws Exception {
        standIn.show(new Topology().failInit(12));
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            DeviceTreeSource source = adapter.source();

            assertThatThrownBy(source::snapshot).isInstanceOf(DeviceTreeException.class);

            assertThat(adapter.bean.getReadingSince()).isEmpty();
            assertThat(adapter.bean.getReadingMillis()).isEqualTo(-1);
        }
    }

    @Test
    void whatWasOfferedGoesWhenTheComponentStops() throws Exception {
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            DeviceTreeSource source = adapter.source();
            adapter.stopComponent();

            assertThatThrownBy(source::snapshot)
                    .isInstanceOf(DeviceTreeException.class)
                    .hasMessage("the libdevinfo adapter stops");
            assertThat(adapter.source()).isNull();
            assertThat(
                            ManagementFactory.getPlatformMBeanServer()
                                    .isRegistered(BeanNames.of("Libdevinfo")))
                    .isFalse();
        }
    }

    @Test
    void theTreeIsToBeReadAgainAtTheIntervalWhateverAListenerDoes() throws Exception {
        try (RunningAdapter adapter = run(standIn.file().toString()).offered()) {
            Looks looks = new Looks();
            adapter.source().addListener(looks);
            adapter.component.modified(config(standIn.file().toString(), 7, 1));
            until(() -> looks.count.get() == 2);

            adapter.component.modified(config(standIn.file().toString(), 7, 3601));
            until(() -> looks.count.get() == 3);
            assertThat(adapter.log)
                    .contains(
                            "error Configuration io.lastpath.devinfo: property 'pollSeconds' has to"
                                    + " be a whole number from 0 to 3600; '1' stays in force.");
            assertThat(looks.changes).hasValue(0);
        }
    }

    /** Counts what it is told, and fails each time. */
    private static final class Looks implements DeviceTreeListener {
        final AtomicInteger count = new AtomicInteger();
        final AtomicInteger changes = new AtomicInteger();

        @Override
        public void changed(DeviceTreeSource source) {
            changes.incrementAndGet();
        }

        @Override
        public void mayHaveChanged(DeviceTreeSource source) {
            count.incrementAndGet();
            throw new IllegalStateException("a listener that fails");
        }
    }
}
