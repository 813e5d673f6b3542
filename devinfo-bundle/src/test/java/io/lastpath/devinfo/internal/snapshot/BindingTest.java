// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import io.lastpath.devinfo.standin.StandIn;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How wide the calls are in Java, beside what the C compiler says of them. */
class BindingTest {

    /** Not of libdevinfo: the C library of the process has it. */
    private static final String OF_THE_C_LIBRARY = "strerror";

    @TempDir Path folder;

    @Test
    void whatCallsTakeAndGiveIsAsWideAsTheCompilerHasIt() throws Exception {
        Map<String, List<Class<?>>> calls = calls(Libdevinfo.ofThisProcess().mapped().get(0));
        calls.remove(OF_THE_C_LIBRARY);
        calls.put("callback", callback());

        try (StandIn standIn = StandIn.in(folder)) {
            calls.forEach(
                    (call, types) -> {
                        for (int i = 0; i < types.size(); i++) {
                            assertThat(standIn.width(call, i))
                                    .as("%s, position %d", call, i)
                                    .isEqualTo(width(types.get(i)));
                        }
                        assertThat(standIn.width(call, types.size())).as(call).isZero();
                    });
        }
    }

    private static List<Class<?>> callback() throws NoSuchMethodException {
        return Native.POINTER_SIZE == Long.BYTES
                ? types(Lp64.WalkCallback.class.getMethod("invoke", long.class, long.class))
                : types(Ilp32.WalkCallback.class.getMethod("invoke", int.class, int.class));
    }

    private static int width(Class<?> type) {
        if (type == void.class) {
            return 0;
        }
        return type == int.class
                ? Integer.BYTES
                : type == long.class ? Long.BYTES : Native.POINTER_SIZE;
    }

    @Test
    void theCallsOf32BitsAreThoseOf64WithNarrowAddresses() {
        Map<String, List<Class<?>>> wide = calls(Lp64.class);
        wide.replaceAll((call, types) -> types.stream().map(BindingTest::narrow).toList());
        Map<String, List<Class<?>>> narrow = calls(Ilp32.Calls.class);
        narrow.replaceAll((call, types) -> types.stream().map(BindingTest::narrow).toList());

        assertThat(narrow).isEqualTo(wide);
        assertThat(calls(Ilp32.Calls.class).values())
                .allSatisfy(types -> assertThat(types).doesNotContain(long.class));
    }

    private static Class<?> narrow(Class<?> type) {
        if (Callback.class.isAssignableFrom(type)) {
            return Callback.class;
        }
        return type == long.class ? int.class : type;
    }

    /** The native methods of a class: of each its result, then its arguments. */
    private static Map<String, List<Class<?>>> calls(Class<?> binding) {
        return Arrays.stream(binding.getDeclaredMethods())
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .collect(
                        Collectors.toMap(
                                Method::getName, BindingTest::types, (a, b) -> a, TreeMap::new));
    }

    private static List<Class<?>> types(Method call) {
        List<Class<?>> types = new ArrayList<>(List.of(call.getReturnType()));
        types.addAll(List.of(call.getParameterTypes()));
        return types;
    }
}
