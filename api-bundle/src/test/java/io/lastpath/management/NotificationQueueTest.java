// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.management.Notification;
import javax.management.NotificationListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NotificationQueueTest {

    private static final String TYPE = "io.lastpath.thing.happened";

    private final BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
    private final NotificationListener recorder = (sent, handback) -> received.add(sent);

    @Test
    void eachNotificationOfSeveralThreadsArrivesOnceInTheOrderOfItsNumber() throws Exception {
        try (NotificationQueue queue = NotificationQueue.open("test", 10_000)) {
            queue.addNotificationListener(recorder, null, null);
            List<Thread> senders =
                    IntStream.range(0, 4)
                            .mapToObj(i -> new Thread(() -> send(queue, 1_000)))
                            .toList();

            senders.forEach(Thread::start);

            List<Long> numbers = numbers(4_000);
            long first = numbers.get(0);
            assertThat(numbers).isEqualTo(LongStream.range(first, first + 4_000).boxed().toList());
            assertThat(queue.dropped()).isZero();
            for (Thread sender : senders) {
                sender.join();
            }
        }
        assertThat(received).isEmpty();
    }

    @Test
    void aNotificationSaysWhatWhereAndWhen() throws Exception {
        long before = System.currentTimeMillis();
        try (NotificationQueue queue = NotificationQueue.open("test", 10)) {
            queue.addNotificationListener(recorder, null, null);

            long number = queue.send(TYPE, BeanNames.of("Thing"), "it happened");

            Notification sent = received.take();
            assertThat(sent.getSequenceNumber()).isEqualTo(number);
            assertThat(sent.getType()).isEqualTo(TYPE);
            assertThat(sent.getSource()).isEqualTo(BeanNames.of("Thing"));
            assertThat(sent.getMessage()).isEqualTo("it happened");
            assertThat(sent.getTimeStamp()).isBetween(before, System.currentTimeMillis());
        }
    }

    @Test
    void listenersAndFiltersRunOnTheDaemonThreadOfTheQueue() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (NotificationQueue queue = NotificationQueue.open("the sender", 10)) {
            queue.addNotificationListener(
                    recorder, sent -> threads.add(Thread.currentThread()), null);

            send(queue, 1);

            received.take();
        }
        assertThat(threads).hasSize(1);
        assertThat(threads.get(0).getName()).isEqualTo("the sender");
        assertThat(threads.get(0).isDaemon()).isTrue();
        threads.get(0).join();
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (NotificationQueue queue = NotificationQueue.open("test", 2)) {
            queue.addNotificationListener(blocking(entered, go), null, null);
            long first = send(queue, 1);
            entered.await();

            send(queue, 5);

            assertThat(queue.dropped()).isEqualTo(3);
            go.countDown();
            assertThat(numbers(3)).containsExactly(first, first + 1, first + 2);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNoOther() throws Exception {
        try (NotificationQueue queue = NotificationQueue.open("test", 10)) {
            queue.addNotificationListener(
                    (sent, handback) -> {
                        throw new IllegalStateException("thrown by the test");
                    },
                    null,
                    null);
            queue.addNotificationListener(recorder, null, null);

            send(queue, 2);

            assertThat(numbers(2)).hasSize(2);
        }
    }

    @Test
    void aClosedQueueDropsAndCountsWhatWaitedAndWhatComes() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        NotificationQueue queue = NotificationQueue.open("test", 10);
        queue.addNotificationListener(blocking(entered, new CountDownLatch(1)), null, null);
        send(queue, 1);
        entered.await();
        send(queue, 4);

        queue.close();
        queue.close();
        send(queue, 2);

        assertThat(queue.dropped()).isEqualTo(4 + 2);
        assertThat(received).isEmpty();
    }

    @Test
    void aLaterQueueGoesOnWithHigherNumbers() {
        long earlier;
        try (NotificationQueue queue = NotificationQueue.open("test", 1)) {
            earlier = send(queue, 3);
        }
        long closed = System.currentTimeMillis();
        while (System.currentTimeMillis() == closed) {
            Thread.onSpinWait();
        }
        try (NotificationQueue queue = NotificationQueue.open("test", 1)) {
            assertThat(send(queue, 1)).isGreaterThan(earlier);
        }
    }

    private NotificationListener blocking(CountDownLatch entered, CountDownLatch go) {
        return (sent, handback) -> {
            entered.countDown();
            try {
                go.await();
                received.add(sent);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private List<Long> numbers(int count) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            Notification next = received.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("notification %d", numbers.size()).isNotNull();
            numbers.add(next.getSequenceNumber());
        }
        return numbers;
    }

    private static long send(NotificationQueue queue, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = queue.send(TYPE, BeanNames.of("Thing"), "it happened");
        }
        return number;
    }
}
