// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every MXBean interface of the package, found by its class file, and stand-ins for them. */
final class MXBeans {

    private MXBeans() {}

    /** {@return the interfaces by name; one that is added is found without being listed} */
    static List<Class<?>> interfaces() throws IOException, URISyntaxException {
        return classes().stream()
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("MXBean"))
                .toList();
    }

    /** {@return the records that the beans show, by name} */
    static List<Class<?>> composites() throws IOException, URISyntaxException {
        return classes().stream().filter(Class::isRecord).toList();
    }

    /** {@return the methods of an interface, by name} */
    static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    static boolean isAttribute(Method method) {
        return method.getParameterCount() == 0 && method.getName().matches("(get|is)[A-Z].*");
    }

    /** {@return a bean that answers everything with one sample value of its type} */
    static DescribedMBean sampleBean(Class<?> type) {
        return described(type);
    }

    private static <T> DescribedMBean described(Class<T> type) {
        InvocationHandler samples = (proxy, method, arguments) -> sample(method);
        Object bean = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, samples);
        return new DescribedMBean(type.cast(bean), type);
    }

    private static Object sample(Method method) throws ReflectiveOperationException {
        return sample(method.getGenericReturnType());
    }

    private static Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return List.of(sample(list.getActualTypeArguments()[0]));
        }
        if (type == String.class) {
            return "text";
        } else if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 2L;
        } else if (type == boolean.class) {
            return true;
        }
        return sampleRecord((Class<?>) type);
    }

    private static Object sampleRecord(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = sample(components[i].getGenericType());
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static List<Class<?>> classes() throws IOException, URISyntaxException {
        Path root =
                Path.of(Describe.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = root.resolve(Describe.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .sorted()
                    .<Class<?>>map(MXBeans::load)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length());
        try {
            return Class.forName(Describe.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(file, e);
        }
    }
}
