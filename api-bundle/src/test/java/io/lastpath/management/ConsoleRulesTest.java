// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What JConsole can show and call: every MXBean interface of the package, seen as a client sees it.
 */
class ConsoleRulesTest {

    private static final Set<Class<?>> PARAMETERS = Set.of(String.class, int.class, long.class);
    private static final ObjectName NAME = BeanNames.of("Sample");

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    static List<Class<?>> interfaces() throws Exception {
        return MXBeans.interfaces();
    }

    static List<Class<?>> composites() throws Exception {
        return MXBeans.composites();
    }

    @Test
    void theBeansAreFound() throws Exception {
        assertThat(MXBeans.interfaces())
                .contains(CoordinatorMXBean.class, PhciMXBean.class, SimulationMXBean.class);
        assertThat(MXBeans.composites()).contains(OperationData.class, ImpactData.class);
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void parametersAreStringIntOrLong(Class<?> type) {
        for (Method method : type.getMethods()) {
            assertThat(method.getParameterTypes()).as("%s", method).isSubsetOf(PARAMETERS);
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void noOperationIsOverloaded(Class<?> type) {
        assertThat(Arrays.stream(type.getMethods()).map(Method::getName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void everyCallAnswersAndOnlyYesOrNoIsAskedByIs(Class<?> type) {
        for (Method method : type.getMethods()) {
            boolean question = method.getReturnType() == boolean.class;
            assertThat(method.getReturnType()).as("%s", method).isNotEqualTo(void.class);
            assertThat(method.getName().matches("is[A-Z].*")).as("%s", method).isEqualTo(question);
            if (question) {
                assertThat(method.getParameterCount()).as("%s", method).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void nothingIsThrownThatAClientMayNotKnow(Class<?> type) {
        for (Method method : type.getMethods()) {
            assertThat(method.getExceptionTypes()).as("%s", method).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void everyItemIsDescribedInSentences(Class<?> type) {
        assertSentence(type.getAnnotation(Describe.class), type);
        for (Method method : type.getMethods()) {
            assertSentence(method.getAnnotation(Describe.class), method);
            for (Parameter parameter : method.getParameters()) {
                Describe text = parameter.getAnnotation(Describe.class);
                assertSentence(text, method);
                assertThat(text.name()).as("%s", method).isEqualTo(parameter.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void aStateOrAVerdictIsAWordAndANumber(Class<?> type) {
        List<String> names = Arrays.stream(type.getMethods()).map(Method::getName).toList();
        for (String name : names) {
            if (name.endsWith("State") && name.startsWith("get") && !name.equals("getState")) {
                assertThat(names).contains(name + "Number");
            }
            if (name.endsWith("Verdict")) {
                assertThat(names).contains(name + "Level");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void aClientSeesOpenTypesNamesAndDescriptions(Class<?> type) throws Exception {
        withClient(
                type,
                connection -> {
                    MBeanInfo info = connection.getMBeanInfo(NAME);
                    assertThat(info.getDescription())
                            .isEqualTo(type.getAnnotation(Describe.class).value());
                    for (MBeanAttributeInfo attribute : info.getAttributes()) {
                        assertThat(attribute.isReadable()).isTrue();
                        assertThat(attribute.isWritable()).isFalse();
                        assertThat(attribute.getDescription()).endsWith(".").contains(" ");
                        assertShowable(
                                openType(attribute.getDescriptor().getFieldValue("openType")));
                    }
                    for (MBeanOperationInfo operation : info.getOperations()) {
                        assertOperation(operation);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void aClientReadsEveryAttributeAndCallsEveryOperation(Class<?> type) throws Exception {
        withClient(
                type,
                connection -> {
                    MBeanInfo info = connection.getMBeanInfo(NAME);
                    for (MBeanAttributeInfo attribute : info.getAttributes()) {
                        assertThat(connection.getAttribute(NAME, attribute.getName())).isNotNull();
                    }
                    for (MBeanOperationInfo operation : info.getOperations()) {
                        assertThat(call(connection, operation)).isNotNull();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("composites")
    void aCompositeHoldsWordsNumbersAndListsOnly(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(component.getType())
                    .as("%s", component)
                    .isIn(String.class, int.class, long.class, boolean.class, List.class);
        }
    }

    private static void assertOperation(MBeanOperationInfo operation) {
        assertThat(operation.getDescription()).endsWith(".").contains(" ");
        assertThat(operation.getImpact()).isNotEqualTo(MBeanOperationInfo.UNKNOWN);
        assertShowable(openType(operation.getDescriptor().getFieldValue("openType")));
        for (MBeanParameterInfo parameter : operation.getSignature()) {
            assertThat(parameter.getName()).matches("[a-z][A-Za-z]+");
            assertThat(parameter.getDescription()).endsWith(".");
            assertThat(parameter.getType()).isIn("java.lang.String", "int", "long");
        }
    }

    /** A word or a number, a composite, or a list of either: JConsole shows no more than that. */
    private static void assertShowable(OpenType<?> type) {
        OpenType<?> element = type;
        if (type instanceof ArrayType<?> array) {
            assertThat(array.getDimension()).isEqualTo(1);
            element = array.getElementOpenType();
        }
        assertThat(element).isInstanceOfAny(SimpleType.class, CompositeType.class);
        if (element instanceof CompositeType composite) {
            assertHoldsTheRecord(composite);
        }
    }

    private static void assertHoldsTheRecord(CompositeType composite) {
        try {
            Class<?> type = Class.forName(composite.getTypeName());
            assertThat(List.copyOf(composite.keySet()))
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toList());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no record of the package", e);
        }
    }

    private static OpenType<?> openType(Object descriptor) {
        assertThat(descriptor).isInstanceOf(OpenType.class);
        return (OpenType<?>) descriptor;
    }

    /** With what JConsole fills in: "String" and 0. */
    private static Object call(MBeanServerConnection connection, MBeanOperationInfo operation)
            throws Exception {
        String[] types =
                Stream.of(operation.getSignature())
                        .map(MBeanParameterInfo::getType)
                        .toArray(String[]::new);
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] =
                    switch (types[i]) {
                        case "int" -> (Object) 0;
                        case "long" -> 0L;
                        default -> "String";
                    };
        }
        return connection.invoke(NAME, operation.getName(), values, types);
    }

    private static void assertSentence(Describe text, Object item) {
        assertThat(text).as("%s", item).isNotNull();
        assertThat(text.value()).as("%s", item).matches("[A-Z].*\\.").doesNotContain("\n");
    }

    private void withClient(Class<?> type, ClientCode code) throws Exception {
        beans.registerMBean(MXBeans.sampleBean(type), NAME);
        try (LoopbackConnector connector = LoopbackConnector.open(beans)) {
            code.run(connector.connection());
        }
    }

    private interface ClientCode {

        void run(MBeanServerConnection connection) throws Exception;
    }
}
