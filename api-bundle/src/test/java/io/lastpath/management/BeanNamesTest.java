// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class BeanNamesTest {

    @Test
    void theOnlyBeanOfATypeHasNoName() {
        assertThat(BeanNames.of("Coordinator")).hasToString("io.lastpath:type=Coordinator");
    }

    @Test
    void theTypeStandsBeforeTheName() {
        assertThat(BeanNames.of("Phci", "0000-3b-00.0_A"))
                .hasToString("io.lastpath:type=Phci,name=0000-3b-00.0_A");
    }

    @Test
    void anIdOutsideTheAlphabetIsQuotedAndComesBack() {
        String id = "/pci@0,0/fp@0:\"x\"*?\n";

        ObjectName name = BeanNames.of("Phci", id);

        assertThat(ObjectName.unquote(name.getKeyProperty("name"))).isEqualTo(id);
        assertThat(name.isPattern()).isFalse();
    }

    @Test
    void aTypeThatIsNoTypeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeanNames.of("a,b"))
                .withMessageStartingWith("io.lastpath:type=a,b is no object name");
    }
}
