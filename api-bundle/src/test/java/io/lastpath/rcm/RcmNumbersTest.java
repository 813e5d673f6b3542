// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and numbers as {@code <librcm.h>} has them, typed once more from the manual. */
class RcmNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 0",
        "ONLINE, 1",
        "ONLINING, 2",
        "OFFLINE_FAIL, 3",
        "OFFLINING, 4",
        "OFFLINE, 5",
        "REMOVING, 6",
        "RESUMING, 10",
        "SUSPEND_FAIL, 11",
        "SUSPENDING, 12",
        "SUSPENDED, 13",
        "REMOVE, 14",
        "OFFLINE_QUERYING, 15",
        "OFFLINE_QUERY_FAIL, 16",
        "OFFLINE_QUERY, 17",
        "SUSPEND_QUERYING, 18",
        "SUSPEND_QUERY_FAIL, 19",
        "SUSPEND_QUERY, 20"
    })
    void aStateHasItsNumberAndIsFoundByIt(RcmState state, int number) {
        assertThat(state.number()).isEqualTo(number);
        assertThat(RcmState.of(number)).isSameAs(state);
    }

    @Test
    void thereAreEighteenStates() {
        assertThat(RcmState.values()).hasSize(18);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 7, 8, 9, 21, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anyOtherNumberIsUnknown(int number) {
        assertThat(RcmState.of(number)).isSameAs(RcmState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "INCLUDE_SUBTREE, 1",
        "INCLUDE_DEPENDENT, 2",
        "QUERY, 4",
        "FORCE, 8",
        "FILESYS, 16",
        "NOPID, 32",
        "DR_OPERATION, 64",
        "MOD_INFO, 128",
        "QUERY_CANCEL, 1024",
        "SCOPE, 2048",
        "REGISTER_DR, 4096",
        "REGISTER_EVENT, 8192",
        "REGISTER_CAPACITY, 16384",
        "SUSPENDED, 32768",
        "RETIRE_REQUEST, 65536",
        "RETIRE_NOTIFY, 131072"
    })
    void aFlagHasItsNumberAndShowsItsName(String name, int number)
            throws ReflectiveOperationException {
        RcmFlags flag = (RcmFlags) RcmFlags.class.getField(name).get(null);

        assertThat(flag.bits()).isEqualTo(number);
        assertThat(flag).hasToString(name);
    }

    @Test
    void thereAreSixteenFlags() {
        assertThat(RcmFlags.class.getFields())
                .filteredOn(field -> Modifier.isStatic(field.getModifiers()))
                .hasSize(16 + 1);
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, 0", "FAILURE, -1", "CONFLICT, -2", "NO_CONSTRAINT, -3"})
    void aResultHasItsNumberAndShowsItsName(String name, int number)
            throws ReflectiveOperationException {
        RcmResult result = (RcmResult) RcmResult.class.getField(name).get(null);

        assertThat(result.code()).isEqualTo(number);
        assertThat(result).hasToString(name);
        assertThat(result.isSuccess()).isEqualTo(number == 0);
    }

    @Test
    void anyOtherResultIsCarriedAlong() {
        assertThat(new RcmResult(7)).hasToString("7");
        assertThat(new RcmResult(7).isSuccess()).isFalse();
        assertThat(new RcmException(new RcmResult(7), "x").result()).isEqualTo(new RcmResult(7));
    }

    @Test
    void verdictsCountFromZeroToFour() {
        assertThat(Arrays.stream(Verdict.values()).map(v -> v.name() + v.level()))
                .containsExactly(
                        "SAFE0", "DEGRADED1", "DATA_CRITICAL2", "SYSTEM_CRITICAL3", "UNKNOWN4");
    }

    @Test
    void eachKindOfRegistrationHasItsFlag() {
        assertThat(RegistrationKind.DR.flag()).isEqualTo(RcmFlags.REGISTER_DR);
        assertThat(RegistrationKind.EVENT.flag()).isEqualTo(RcmFlags.REGISTER_EVENT);
        assertThat(RegistrationKind.CAPACITY.flag()).isEqualTo(RcmFlags.REGISTER_CAPACITY);
    }
}
