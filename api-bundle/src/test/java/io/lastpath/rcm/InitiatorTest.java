// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InitiatorTest {

    @Test
    void onePrincipalOnTwoConnectionsIsOneInitiator() {
        Initiator here = Initiator.jmx("anna", "127.0.0.1");
        Initiator there = Initiator.jmx("anna", "10.0.0.7");

        assertThat(here.isSameAs(there)).isTrue();
        assertThat(here.isSameAs(Initiator.jmx("bert", "127.0.0.1"))).isFalse();
        assertThat(here.pid()).isEqualTo(Initiator.NO_PID);
    }

    @Test
    void aProcessIsNoPrincipalOfTheSameName() {
        Initiator process = Initiator.process(123);

        assertThat(process.id()).isEqualTo("pid 123");
        assertThat(process.pid()).isEqualTo(123);
        assertThat(process.isSameAs(Initiator.jmx("123", "local"))).isFalse();
        assertThat(process.isSameAs(Initiator.jmx("pid 123", "local"))).isFalse();
    }

    @Test
    void anInitiatorNeedsAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initiator(" ", 1, "local"))
                .withMessage("an initiator needs an id");
    }

    @Test
    void anIntentKeepsItsOwnSetAndAcceptsNothingByItself() {
        Set<String> accepted = new HashSet<>(Set.of("swap"));
        Intent intent = new Intent(Initiator.process(1), "", accepted);

        accepted.clear();

        assertThat(intent.accepted()).containsExactly("swap");
        assertThat(Intent.of(Initiator.process(1), "why").accepted()).isEmpty();
    }

    @Test
    void aCallbackIsOneDeeperInTheSameRequest() {
        assertThat(new RequestSequence(7, 0).deeper()).isEqualTo(new RequestSequence(7, 1));
    }
}
