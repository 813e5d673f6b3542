// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RegistrationKind;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that forgets an argument is told so, and leaves nothing behind. */
class NullArgumentsTest {

    private static final List<String> ONE = List.of("/a");
    private static final RcmFlags NONE = RcmFlags.NONE;

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Stream<Consumer<RcmHandle>> mistakes() {
        Map<String, String> hole = new HashMap<>();
        hole.put("size", null);
        return Stream.of(
                handle -> handle.requestOffline(null, NONE),
                handle -> handle.requestOffline(ONE, null),
                handle -> handle.requestSuspend(null, NONE, Duration.ZERO),
                handle -> handle.requestSuspend(ONE, null, Duration.ZERO),
                handle -> handle.requestSuspend(ONE, NONE, null),
                handle -> handle.notifyOnline(null, NONE),
                handle -> handle.notifyRemove(ONE, null),
                handle -> handle.notifyResume(ONE, null),
                handle -> handle.getInfo(null, NONE),
                handle -> handle.getInfo(ONE, null),
                handle -> handle.inspect(null, NONE),
                handle -> handle.inspect(ONE, null),
                handle -> handle.leave(null, "/b"),
                handle -> handle.registerInterest(null, "/a", NONE),
                handle -> handle.registerInterest(RegistrationKind.DR, "/a", null),
                handle -> handle.unregisterInterest(null, "/a", NONE),
                handle -> handle.unregisterInterest(RegistrationKind.DR, "/a", null),
                handle -> handle.notifyEvent("/a", NONE, null),
                handle -> handle.notifyEvent("/a", null, Map.of()),
                handle -> handle.requestCapacityChange("/a", NONE, hole),
                handle -> handle.notifyCapacityChange("/a", NONE, null));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aForgottenArgumentIsThrownBeforeAnythingHappens(Consumer<RcmHandle> mistake) {
        RcmHandle handle = fixture.process(7);

        assertThatNullPointerException().isThrownBy(() -> mistake.accept(handle));

        assertThat(fixture.engine.drRequests()).isEmpty();
        assertThat(fixture.engine.operations()).isEmpty();
    }

    @Test
    void aNameThatIsNullIsAnsweredAsAnEmptyOneIs() {
        RcmHandle handle = fixture.process(7);
        List<String> nothing = Collections.singletonList(null);

        assertThat(handle.requestOffline(nothing, NONE).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.notifyOnline(nothing, NONE).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.getInfo(nothing, NONE).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.notifyEvent(null, NONE, Map.of()).errno()).isEqualTo(Errno.EINVAL);
        assertThat(handle.registerInterest(RegistrationKind.DR, null, NONE).errno())
                .isEqualTo(Errno.EINVAL);
        assertThat(handle.leave(nothing, null)).isEmpty();
        assertThat(fixture.engine.drRequests()).isEmpty();
    }
}
