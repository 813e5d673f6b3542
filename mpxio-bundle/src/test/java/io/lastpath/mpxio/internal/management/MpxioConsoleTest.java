// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.management.PhciMXBean;
import io.lastpath.management.PreviewData;
import io.lastpath.mpxio.internal.support.FakeReference;
import io.lastpath.mpxio.internal.support.FakeSource;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What the beans do, and how they answer in a console. */
class MpxioConsoleTest extends ManagedHost {

    @Test
    void theAnswersAboutAnotherAdapterFitTheDialogsOfAConsole() {
        start();

        assertThat(mpxio().useAdapter(" test "))
                .isEqualTo("adapter test is in use, whatever its ranking");
        assertThat(mpxio().useAdapter("")).isEqualTo("adapter test is in use, by its ranking");
        assertThatThrownBy(() -> mpxio().useAdapter("String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no adapter String is in service, only test");

        keeper.unbindSource(source, reference);
        assertThat(mpxio().useAdapter(""))
                .isEqualTo("no adapter is in service; one that comes is used");
    }

    @Test
    void momentsAreShownToTheMillisecond() {
        start();

        assertThat(mpxio().getRefreshedAt()).matches("[^.]*(\\.\\d{3})?Z");
    }

    @Test
    void aPreviewOfASetTakesNamesAsPeopleGiveThem() {
        start();

        PreviewData data = mpxio().previewData(ID1 + " " + HBA2);

        assertThat(data.phcis()).containsExactly(ID1, ID2);
        assertThat(data.verdict()).isEqualTo("DEGRADED");
        assertThat(data.endangeredClients()).isEqualTo(2);
        assertThat(data.impact()).hasSize(2);
        assertThat(data.stale()).isFalse();
        assertThat(mpxio().preview("0000:5e:00.1")).isEqualTo(mpxio().previewData(ID2).report());
        assertThatThrownBy(() -> mpxio().preview("String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'String'")
                .hasMessageContaining(ID1);
    }

    @Test
    void operationsGoThroughTheCoordinatorInTheCallersName() {
        start();
        PhciMXBean bean = phciBean(ID2);

        assertThat(bean.query("why")).contains("(operation 1)");
        bean.offline("String");
        bean.forceOffline("card burns", ID2 + " swap");
        bean.online("");
        assertThat(bean.remove("gone")).contains("remove").contains(HBA2);

        assertThat(coordinator.operations())
                .extracting(Operation::kind)
                .containsExactly(
                        OperationKind.QUERY_OFFLINE,
                        OperationKind.OFFLINE,
                        OperationKind.FORCE_OFFLINE,
                        OperationKind.ONLINE,
                        OperationKind.REMOVE);
        Operation offline = coordinator.operations().get(1);
        assertThat(offline.resources()).containsExactly("/devices" + HBA2);
        assertThat(offline.intent().reason()).isEmpty();
        assertThat(offline.intent().initiator().id()).startsWith("jmx ");
        Operation forced = coordinator.operations().get(2);
        assertThat(forced.intent().accepted()).containsExactly("swap");
        assertThat(forced.intent().reason()).isEqualTo("card burns");
    }

    @Test
    void aForcedOperationNeedsTheNameAndAReason() {
        start();
        assertThatThrownBy(() -> phciBean(ID2).forceOffline("why", "String"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ID2);
        assertThatThrownBy(() -> phciBean(ID2).forceOffline("String", ID2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
        assertThat(coordinator.operations()).isEmpty();
    }

    @Test
    void aRefreshSaysWhatWasReadOrWhyNot() {
        start();
        assertThat(mpxio().refresh()).contains("adapter test:\n3 PHCIs, 2 groups");
        source.fail("di_init: Permission denied");
        assertThatThrownBy(() -> mpxio().refresh())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Permission denied");
        assertThat(mpxio().getFailedRefreshCount()).isPositive();
    }

    @Test
    void aRefreshSaysWhatItDoesNotTakeBackWhereAHostIsPlayedInThePlaceOfAnother() {
        start();
        assertThat(mpxio().refresh()).endsWith(" 0 unreadable");
        keeper.bindSource(
                new FakeSource(List.of(BOTH)),
                new FakeReference("scenario", 9).with(DeviceTreeSource.PLAYED, true));

        assertThat(mpxio().refresh())
                .contains("read by adapter scenario:\n2 PHCIs")
                .endsWith(
                        "\nAdapter scenario only plays a host: what was removed before it came into use"
                                + " stays removed; 'lastpath refresh' takes that back once the adapter"
                                + " of its host is in use again");
    }

    @Test
    void everyItemIsDescribedAndEveryOperationCallableFromJConsole() throws Exception {
        start();
        for (ObjectName name : connection.queryNames(new ObjectName("io.lastpath:*"), null)) {
            MBeanInfo info = connection.getMBeanInfo(name);
            for (MBeanOperationInfo operation : info.getOperations()) {
                assertThat(operation.getDescription()).isNotEqualTo(operation.getName());
                for (MBeanParameterInfo parameter : operation.getSignature()) {
                    assertThat(parameter.getType()).isIn("java.lang.String", "int", "long");
                    assertThat(parameter.getName()).doesNotMatch("p\\d+");
                }
            }
            for (MBeanAttributeInfo attribute : info.getAttributes()) {
                assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName());
                assertThat(connection.getAttribute(name, attribute.getName())).isNotNull();
            }
        }
    }
}
