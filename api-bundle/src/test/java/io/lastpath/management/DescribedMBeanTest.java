// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationBroadcaster;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class DescribedMBeanTest {

    /** One described and one undescribed item of each sort. */
    @Describe("A lamp.")
    public interface LampMXBean {

        @Describe("Whether it shines.")
        boolean isOn();

        int getWatts();

        @Describe("Changes its colour.")
        String paint(@Describe(name = "colour", value = "Its name.") String colour);

        String previewColour(String colour);
    }

    private record Lamp() implements LampMXBean {

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public int getWatts() {
            return 40;
        }

        @Override
        public String paint(String colour) {
            return "now " + colour;
        }

        @Override
        public String previewColour(String colour) {
            return colour;
        }
    }

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final ObjectName name = BeanNames.of("Lamp");

    @Test
    void itemsCarryTheirDescriptionsAndParametersTheirNames() throws Exception {
        MBeanInfo info = new DescribedMBean(new Lamp(), LampMXBean.class).getMBeanInfo();

        assertThat(info.getDescription()).isEqualTo("A lamp.");
        assertThat(attribute(info, "On").getDescription()).isEqualTo("Whether it shines.");
        MBeanOperationInfo paint = operation(info, "paint");
        assertThat(paint.getDescription()).isEqualTo("Changes its colour.");
        assertThat(paint.getSignature()[0].getName()).isEqualTo("colour");
        assertThat(paint.getSignature()[0].getDescription()).isEqualTo("Its name.");
    }

    @Test
    void whatHasNoDescriptionKeepsThatOfTheJdk() {
        MBeanInfo info = new DescribedMBean(new Lamp(), LampMXBean.class).getMBeanInfo();

        assertThat(attribute(info, "Watts").getDescription()).isEqualTo("Watts");
        assertThat(operation(info, "previewColour").getDescription()).isEqualTo("previewColour");
        assertThat(operation(info, "previewColour").getSignature()[0].getName()).isEqualTo("p0");
    }

    @Test
    void onlyQuestionsAreMarkedAsChangingNothing() {
        MBeanInfo info = new DescribedMBean(new Lamp(), LampMXBean.class).getMBeanInfo();

        assertThat(operation(info, "paint").getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
        assertThat(operation(info, "previewColour").getImpact()).isEqualTo(MBeanOperationInfo.INFO);
    }

    @Test
    void oneThatSendsNotificationsTellsOfItsItemsJustTheSame() {
        try (NotificationQueue queue = NotificationQueue.open("lamp", 10)) {
            MBeanInfo info =
                    new DescribedEmitterMBean(new Lamp(), LampMXBean.class, queue).getMBeanInfo();
            MBeanInfo plain = new DescribedMBean(new Lamp(), LampMXBean.class).getMBeanInfo();

            assertThat(info.getDescription()).isEqualTo("A lamp.");
            assertThat(info.getAttributes()).isEqualTo(plain.getAttributes());
            assertThat(info.getOperations()).isEqualTo(plain.getOperations());
        }
    }

    @Test
    void onlyOneThatSendsNotificationsIsABroadcaster() {
        DescribedMBean plain = new DescribedMBean(new Lamp(), LampMXBean.class);

        assertThat(plain).isNotInstanceOf(NotificationBroadcaster.class);
        assertThat(plain.getMBeanInfo().getNotifications()).isEmpty();
    }

    @Test
    void itAnswersAndNotifiesThroughAConnector() throws Exception {
        MBeanNotificationInfo painted =
                new MBeanNotificationInfo(
                        new String[] {"io.lastpath.lamp.painted"},
                        Notification.class.getName(),
                        "Somebody painted the lamp.");
        BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
        try (NotificationQueue queue = NotificationQueue.open("lamp", 10, painted);
                LoopbackConnector connector = LoopbackConnector.open(beans)) {
            beans.registerMBean(
                    new DescribedEmitterMBean(new Lamp(), LampMXBean.class, queue), name);
            connector
                    .connection()
                    .addNotificationListener(
                            name, (sent, handback) -> received.add(sent), null, null);

            Object answer =
                    connector
                            .connection()
                            .invoke(
                                    name,
                                    "paint",
                                    new Object[] {"red"},
                                    new String[] {String.class.getName()});
            long number = queue.send("io.lastpath.lamp.painted", name, "painted red");

            assertThat(answer).isEqualTo("now red");
            Notification sent = received.poll(10, TimeUnit.SECONDS);
            assertThat(sent).isNotNull();
            assertThat(sent.getSequenceNumber()).isEqualTo(number);
            assertThat(sent.getSource()).isEqualTo(name);
            assertThat(connector.connection().getMBeanInfo(name).getNotifications())
                    .containsExactly(painted);
        }
    }

    private static MBeanAttributeInfo attribute(MBeanInfo info, String name) {
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            if (attribute.getName().equals(name)) {
                return attribute;
            }
        }
        throw new AssertionError("no attribute " + name);
    }

    private static MBeanOperationInfo operation(MBeanInfo info, String name) {
        for (MBeanOperationInfo operation : info.getOperations()) {
            if (operation.getName().equals(name)) {
                return operation;
            }
        }
        throw new AssertionError("no operation " + name);
    }
}
