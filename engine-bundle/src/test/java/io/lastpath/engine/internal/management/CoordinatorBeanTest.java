// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.TestModule;
import io.lastpath.management.CoordinatorMXBean;
import io.lastpath.management.Describe;
import io.lastpath.management.DrRequestData;
import io.lastpath.management.EventData;
import io.lastpath.management.GivenBackData;
import io.lastpath.management.ModuleData;
import io.lastpath.management.OperationData;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The attributes and notifications of the coordinator's bean, through a connector. */
@Timeout(60)
class CoordinatorBeanTest {

    private static final String DISK = ConsoleFixture.DISK;

    private ConsoleFixture console;
    private Engine engine;
    private TestModule module;
    private CoordinatorMXBean bean;

    @BeforeEach
    void connect() throws Exception {
        console = new ConsoleFixture();
        engine = console.engine;
        module = console.module;
        bean = console.bean;
    }

    @AfterEach
    void disconnect() throws Exception {
        console.close();
    }

    @Test
    void everyAttributeCanBeReadAndEveryItemIsDescribed() throws Exception {
        bean.offline(DISK, "test");
        MBeanInfo info = console.remote.getMBeanInfo(ConsoleFixture.NAME);

        assertThat(info.getDescription()).startsWith("The coordinator");
        assertThat(info.getNotifications()).hasSize(3);
        String[] names =
                List.of(info.getAttributes()).stream()
                        .map(MBeanAttributeInfo::getName)
                        .toArray(String[]::new);
        assertThat(console.remote.getAttributes(ConsoleFixture.NAME, names).asList())
                .extracting(Attribute::getName)
                .containsExactly(names);
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            assertThat(attribute.getDescription()).isNotEqualTo(attribute.getName());
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            assertThat(operation.getDescription()).isNotEqualTo(operation.getName());
            assertThat(operation.getSignature())
                    .allSatisfy(
                            one -> {
                                assertThat(one.getName()).doesNotMatch("p\\d");
                                assertThat(one.getType()).isIn("java.lang.String", "long");
                            });
        }
        for (Method method : CoordinatorMXBean.class.getMethods()) {
            assertThat(method.isAnnotationPresent(Describe.class)).isTrue();
        }
    }

    @Test
    void aModuleThatStandsByIsShownButDoesNotCount() {
        engine.arrive("fs", () -> 60_000, () -> new TestModule(DISK)).registered().join();

        assertThat(bean.getModuleCount()).isEqualTo(1);
        assertThat(bean.getModules())
                .extracting(ModuleData::name, ModuleData::standsBy)
                .containsExactly(
                        tuple("fs", ""),
                        tuple(
                                "fs",
                                "a module of the same name is in service; this one takes over when"
                                        + " that one leaves"));
    }

    @Test
    void attributesShowWhatIsGoingOn() {
        bean.offline(DISK, "cable swap");

        assertThat(bean.getVersion()).isEqualTo("1.2.3");
        assertThat(bean.getModuleCount()).isEqualTo(1);
        assertThat(bean.getModules())
                .containsExactly(new ModuleData("fs", "test module 1.0", 1, 0, "", "", ""));
        assertThat(bean.getResourceCount()).isEqualTo(1);
        assertThat(bean.getDrRequestCount()).isEqualTo(1);
        assertThat(bean.getDrRequests())
                .singleElement()
                .returns(DISK, DrRequestData::resource)
                .returns("OFFLINE", DrRequestData::state)
                .returns(5, DrRequestData::stateNumber)
                .returns("jmx local", DrRequestData::initiator)
                .returns("cable swap", DrRequestData::reason);
        assertThat(bean.getRecentOperations())
                .singleElement()
                .returns("OFFLINE", OperationData::kind)
                .returns("127.0.0.1", OperationData::address);
        assertThat(bean.getDroppedNotificationCount()).isZero();
    }

    @Test
    void whatTheCoordinatorGaveBackByItselfIsShown() {
        assertThat(bean.getGivenBack()).isEmpty();
        Intent intent = Intent.of(Initiator.process(ConsoleFixture.GONE), "cable swap");
        engine.open(intent).requestOffline(List.of(DISK), RcmFlags.NONE);

        engine.care(Duration.ZERO);

        assertThat(bean.getGivenBack())
                .singleElement()
                .returns(DISK, GivenBackData::resource)
                .returns("OFFLINE", GivenBackData::state)
                .returns(5, GivenBackData::stateNumber)
                .returns("pid " + ConsoleFixture.GONE, GivenBackData::initiator)
                .returns("cable swap", GivenBackData::reason)
                .returns(1L, GivenBackData::sequence)
                .returns("its initiator has gone", GivenBackData::why)
                .satisfies(one -> assertThat(Instant.parse(one.at())).isBefore(Instant.now()));
    }

    @Test
    void aRefusalIsAnAnswerAndIsCounted() throws Exception {
        module.answer(ModuleReply.refusal("mounted on /data"));

        String answer = bean.offline(DISK, "");

        assertThat(answer)
                .startsWith("DATA_CRITICAL: offline refused, FAILURE (operation 1)\n  of " + DISK)
                .contains("mounted on /data");
        next("io.lastpath.module.arrived");
        next("io.lastpath.operation.ended");
        assertThat(bean.getOperationCount()).isEqualTo(1);
        assertThat(bean.getRefusalCount()).isEqualTo(1);
    }

    @Test
    void notificationsComeOnceEachAndInOrder() throws Exception {
        Notification arrived = next("io.lastpath.module.arrived");
        assertThat(arrived.getMessage()).isEqualTo("Module fs has arrived.");
        long last = arrived.getSequenceNumber();
        for (int i = 1; i <= 20; i++) {
            bean.query(DISK, "");
        }
        for (int i = 1; i <= 20; i++) {
            Notification ended = next("io.lastpath.operation.ended");
            assertThat(ended.getMessage()).endsWith("(operation " + i + ")");
            assertThat(ended.getSequenceNumber()).isGreaterThan(last);
            last = ended.getSequenceNumber();
        }
        Engine.Arrival other = engine.arrive("other", () -> 1, () -> new TestModule());
        assertThat(next("io.lastpath.module.arrived").getMessage()).contains("other");
        engine.leave(other);
        assertThat(next("io.lastpath.module.left").getMessage())
                .isEqualTo("Module other has left.");
        assertThat(console.received).isEmpty();
        List<EventData> events = bean.getRecentEvents();
        assertThat(events).hasSize(23);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).number()).isEqualTo(i + 1L);
        }
    }

    private Notification next(String type) throws InterruptedException {
        Notification next = console.received.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        assertThat(next.getType()).isEqualTo(type);
        return next;
    }

    @Test
    void theFlagsOfAnOperationAreShownByName() {
        bean.query(DISK, "");

        assertThat(bean.getOperation(1).flags()).isEqualTo(RcmFlags.QUERY.toString());
    }
}
