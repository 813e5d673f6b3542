// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree by itself: order, depth, and room. */
class RegistrationsTest {

    private final Object lock = new Object();
    private final RequestTable requests = new RequestTable(lock, Clock.systemUTC(), () -> {});
    private final Registrations registrations = new Registrations(lock, requests, () -> {});
    private final NameResolver names = new NameResolver(name -> name);
    private final ModuleSlot module = new ModuleSlot("m", 1, new Terms(() -> 1, false), () -> null);

    private ResolvedName place(String name) {
        try {
            return names.resolve(name);
        } catch (CallRefused e) {
            throw new AssertionError(e);
        }
    }

    private RcmReply register(ModuleSlot who, String name) {
        return registrations.register(who, 0, 0, RegistrationKind.DR, name, place(name), false);
    }

    private void register(String name) {
        registrations.register(module, 0, 0, RegistrationKind.DR, name, place(name), false);
    }

    private RcmReply unregister(String name) {
        return registrations.unregister(module, 0, RegistrationKind.DR, place(name));
    }

    private List<String> walk(String name) {
        SubtreeWalk walk = registrations.walk(place(name).key(), SubtreeWalk.Reach.SUBTREE);
        List<String> seen = new ArrayList<>();
        for (List<Registrant> node = walk.next(); node != null; node = walk.next()) {
            node.forEach(one -> seen.add(one.resource()));
        }
        return seen;
    }

    @Test
    void whatAModuleHadThatIsLeavingIsNotItsSuccessors() {
        ModuleSlot successor = new ModuleSlot("m", 2, new Terms(() -> 1, false), () -> null);
        register("/a");

        assertThat(register(successor, "/a")).isEqualTo(RcmReply.SUCCESS);
        assertThat(register(module, "/a").errno()).isEqualTo(Errno.EINVAL);
        assertThat(unregister("/a").errno()).isEqualTo(Errno.ENOENT);
        registrations.forget(module);

        assertThat(registrations.of(successor)).containsExactly("/a");
    }

    @Test
    void whoseSuccessorRegistersBeforeItHasLeftAltogetherHasLeft() {
        ModuleSlot successor = new ModuleSlot("m", 2, new Terms(() -> 1, false), () -> null);
        register("/a");
        Departures watch = registrations.watches().begin();

        register(successor, "/a");

        assertThat(watch.otherThan(RcmState.OFFLINE, false))
                .extracting(Registrant::resource)
                .containsExactly("/a");
    }

    @Test
    void aWatchThatHasEndedTellsOnOfThoseUntilThen() {
        register("/a");
        Departures watch = registrations.watches().begin();
        Departures ended = registrations.watches().begin();
        registrations.watches().end(ended);

        registrations.forget(module);

        assertThat(ended.otherThan(RcmState.OFFLINE, false)).isEmpty();
        assertThat(watch.otherThan(RcmState.OFFLINE, false)).hasSize(1);
    }

    @Test
    void childrenComeInTheOrderOfTheirBytes() {
        List<String> wanted =
                new ArrayList<>(
                        List.of("/t/a", "/t/a-b", "/t/B", "/t/\uFFFD", "/t/😀", "/t/é", "/t/aa"));
        wanted.forEach(this::register);
        wanted.sort(
                (one, other) ->
                        Arrays.compareUnsigned(
                                one.getBytes(StandardCharsets.UTF_8),
                                other.getBytes(StandardCharsets.UTF_8)));

        assertThat(walk("/t")).isEqualTo(wanted);
    }

    @Test
    void theTreeMayBeAsDeepAsANameCanBe() {
        String deepest = "/d".repeat(511);
        register(deepest);

        assertThat(walk("/d")).containsExactly(deepest);
        assertThat(registrations.resourceCount()).isEqualTo(1);
    }

    @Test
    void whoRegistersWhileAWalkGoesOnIsMetFurtherDownTheWay() {
        register("/t/a");
        SubtreeWalk walk = registrations.walk(place("/t").key(), SubtreeWalk.Reach.SUBTREE);
        walk.next();
        walk.next();
        register("/t/0");
        register("/t/b");

        assertThat(walk.next()).extracting(Registrant::resource).containsExactly("/t/b");
        assertThat(walk.next()).isNull();
    }

    @Test
    void namesThatComeAndGoLeaveNoRoomTaken() {
        register("/stays");
        for (int i = 0; i < 5_000; i++) {
            register("/comes/and/goes/" + i);
            unregister("/comes/and/goes/" + i);
        }

        assertThat(registrations.registrants()).hasSizeLessThan(1_100);
        assertThat(registrations.resourceCount()).isEqualTo(1);
        assertThat(module.registrations()).isEqualTo(1);
        assertThat(walk("/")).contains("/stays");
    }

    @Test
    void aModuleThatLeavesTakesAllWithIt() {
        register("/a");
        register("/a/b");
        ModuleSlot other = new ModuleSlot("other", 1, new Terms(() -> 1, false), () -> null);
        registrations.register(other, 7, 0, RegistrationKind.DR, "/a", place("/a"), false);

        registrations.forget(module);

        assertThat(registrations.registrants())
                .singleElement()
                .returns(other, Registrant::module)
                .returns(7L, Registrant::pid);
        assertThat(registrations.resourceCount()).isEqualTo(1);
        assertThat(module.registrations()).isZero();
    }
}
