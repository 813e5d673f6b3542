// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import io.lastpath.devinfo.PathState;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Writes the reference part of {@code docs/management.md}: beans from what {@link Describe} says,
 * composites and tables of numbers from the Javadoc.
 */
final class ManagementReference {

    private final Path sources;
    private final StringBuilder text = new StringBuilder();

    /**
     * A reference yet to be written.
     *
     * @param sources the root of the sources
     */
    ManagementReference(Path sources) {
        this.sources = sources;
    }

    /** {@return the whole reference, in Markdown} */
    String write() throws IOException, URISyntaxException {
        line("## Beans");
        for (Class<?> type : MXBeans.interfaces()) {
            bean(type);
        }
        line("## Composites");
        for (Class<?> type : MXBeans.composites()) {
            composite(type);
        }
        line("## Words and numbers");
        numbers();
        return text.toString().stripTrailing() + "\n";
    }

    private void bean(Class<?> type) {
        line("### " + type.getSimpleName().replace("MXBean", ""));
        line(description(type.getAnnotation(Describe.class)));
        List<Method> attributes =
                MXBeans.methods(type).stream().filter(MXBeans::isAttribute).toList();
        row("attribute", "type", "meaning");
        row("---", "---", "---");
        for (Method attribute : attributes) {
            row(
                    code(attribute.getName().replaceFirst("^(get|is)", "")),
                    typeName(attribute.getGenericReturnType()),
                    description(attribute.getAnnotation(Describe.class)));
        }
        text.append('\n');
        MXBeans.methods(type).stream()
                .filter(method -> !MXBeans.isAttribute(method))
                .forEach(this::operation);
    }

    private void operation(Method method) {
        String parameters =
                Arrays.stream(method.getParameters())
                        .map(Parameter::getName)
                        .collect(Collectors.joining(", "));
        line(
                code(method.getName() + "(" + parameters + ")")
                        + " gives "
                        + typeName(method.getGenericReturnType())
                        + ". "
                        + description(method.getAnnotation(Describe.class)));
        for (Parameter parameter : method.getParameters()) {
            Describe said = parameter.getAnnotation(Describe.class);
            text.append("- ")
                    .append(code(said.name()))
                    .append(" (")
                    .append(typeName(parameter.getType()))
                    .append("): ")
                    .append(description(said))
                    .append('\n');
        }
        text.append(method.getParameterCount() == 0 ? "" : "\n");
    }

    private void composite(Class<?> type) throws IOException {
        SourceDocs docs = SourceDocs.of(sources, type);
        line("### " + type.getSimpleName());
        line(docs.ofType());
        row("item", "type", "meaning");
        row("---", "---", "---");
        for (RecordComponent component : type.getRecordComponents()) {
            row(
                    code(component.getName()),
                    typeName(component.getGenericType()),
                    docs.ofParameter(component.getName()));
        }
        text.append('\n');
    }

    private void numbers() throws IOException {
        numbered("Verdicts", "level", Verdict.class, Verdict::level);
        numbered("RCM states", "number", RcmState.class, RcmState::number);
        numbered("Path states", "number", PathState.class, PathState::number);
        constants("Flags", RcmFlags.class, RcmFlags.NONE);
        constants("Results", RcmResult.class, null);
        words("Reasons beside a result", Errno.class);
        words("Kinds of operations", OperationKind.class);
    }

    private <E extends Enum<E>> void numbered(
            String title, String column, Class<E> type, ToIntFunction<E> number)
            throws IOException {
        SourceDocs docs = SourceDocs.of(sources, type);
        line("### " + title);
        row(column, "name", "meaning");
        row("---", "---", "---");
        for (E constant : type.getEnumConstants()) {
            String name = constant.name();
            row("" + number.applyAsInt(constant), code(name), docs.ofConstant(name));
        }
        text.append('\n');
    }

    private <E extends Enum<E>> void words(String title, Class<E> type) throws IOException {
        SourceDocs docs = SourceDocs.of(sources, type);
        line("### " + title);
        row("name", "meaning");
        row("---", "---");
        for (E constant : type.getEnumConstants()) {
            row(code(constant.name()), docs.ofConstant(constant.name()));
        }
        text.append('\n');
    }

    private void constants(String title, Class<?> type, Object leftOut) throws IOException {
        SourceDocs docs = SourceDocs.of(sources, type);
        line("### " + title);
        row("number", "name", "meaning");
        row("---", "---", "---");
        for (Field field : type.getFields()) {
            Object value = valueOf(field);
            if (!value.equals(leftOut)) {
                row(number(value), code(field.getName()), docs.ofConstant(field.getName()));
            }
        }
        text.append('\n');
    }

    private static String number(Object constant) {
        return constant instanceof RcmFlags flags
                ? "0x" + Integer.toHexString(flags.bits())
                : "" + ((RcmResult) constant).code();
    }

    private static Object valueOf(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType list) {
            return "list of " + typeName(list.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord()
                ? "["
                        + plain.getSimpleName()
                        + "](#"
                        + plain.getSimpleName().toLowerCase(Locale.ROOT)
                        + ")"
                : plain.getSimpleName();
    }

    private static String description(Describe said) {
        return said.value().replace("|", "\\|");
    }

    private static String code(String name) {
        return '`' + name + '`';
    }

    private void line(String content) {
        text.append(content).append("\n\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
