// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, over the classes of every bundle that stands beside this module. */
class HouseRulesTest {

    private static final String[] API = {
        "io.lastpath.rcm", "io.lastpath.devinfo", "io.lastpath.management"
    };
    private static final String LAUNCHER = "io.lastpath.launcher..";

    private static List<Path> bundles;
    private static JavaClasses bundled;
    private static JavaClasses all;

    @BeforeAll
    static void readTheClasses() throws IOException {
        Path top = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
        try (Stream<Path> found = Files.list(top)) {
            bundles =
                    found.filter(folder -> folder.getFileName().toString().endsWith("-bundle"))
                            .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                            .sorted()
                            .toList();
        }
        assertThat(bundles).hasSizeGreaterThanOrEqualTo(4).allMatch(HouseRulesTest::isBuilt);
        List<Path> folders = new ArrayList<>(bundles);
        folders.add(top.resolve("launcher"));
        // The rules look at names only: reading the JDK as well would take most of the time.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        all =
                new ClassFileImporter()
                        .importPaths(
                                folders.stream().map(at -> at.resolve("target/classes")).toList());
        bundled = all.that(resideOutsideOfPackage(LAUNCHER));
    }

    @Test
    void bundlesKnowTheApiAndNoOtherBundle() {
        slices().matching("io.lastpath.(*).internal..").should().notDependOnEachOther().check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lastpath.*.internal..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.lastpath.*.internal..")
                                .and(resideOutsideOfPackage(LAUNCHER)))
                .check(all);
    }

    @Test
    void theApiKnowsOnlyTheJdkAndOsgiAnnotations() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of the api, the JDK or OSGi's annotations",
                                type ->
                                        List.of(API).contains(type.getPackageName())
                                                || type.isPrimitive()
                                                || type.isArray()
                                                || type.getName()
                                                        .matches(
                                                                "(java|javax|org\\.osgi\\.annotation)\\..*")))
                .check(all);
    }

    @Test
    void onlyTheApiIsExported() throws IOException {
        for (Path bundle : bundles) {
            Path file = bundle.resolve("target/classes/META-INF/MANIFEST.MF");
            try (InputStream in = Files.newInputStream(file)) {
                String exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
                if (bundle.endsWith("api-bundle")) {
                    assertThat(exported).contains(API).doesNotContain(".internal");
                } else {
                    assertThat(exported).as("exports of %s", bundle.getFileName()).isNull();
                }
            }
        }
    }

    @Test
    void jnaIsUsedByTheLibdevinfoAdapterOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lastpath.devinfo.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(all);
    }

    @Test
    void processesAreStartedByTheLauncherAndForTheToolsOfALinuxHostOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LAUNCHER, "io.lastpath.linux.internal.tool..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(calls(Runtime.class, "exec"))
                .check(all);
    }

    @Test
    void hostPathsStandWhereTheHostIsReadOnly() throws IOException {
        for (Path bundle : bundles) {
            if (!bundle.endsWith("linux-bundle") && !bundle.endsWith("consumers-bundle")) {
                try (Stream<Path> files = Files.walk(bundle.resolve("src/main/java"))) {
                    for (Path file : files.filter(HouseRulesTest::isBoundByPaths).toList()) {
                        assertThat(Files.readString(file))
                                .as("%s", file)
                                .doesNotContain("\"/sys", "\"/proc", "\"/etc");
                    }
                }
            }
        }
    }

    /**
     * Only proc(5) tells an initiator that lives from a zombie; elsewhere it is left to the JDK.
     */
    private static boolean isBoundByPaths(Path file) {
        return Files.isRegularFile(file) && !file.endsWith("initiator/Processes.java");
    }

    @Test
    void theLinuxAdapterKnowsHostPathsInOnePlaceAndToolsInAnother() throws IOException {
        Path sources = Path.of("..", "linux-bundle", "src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("Sysfs.java") && !file.endsWith("Tool.java")) {
                    assertThat(Files.readString(file))
                            .as("%s", file)
                            .doesNotContain("\"/sys", "\"/proc/", "\"/dev/", "\"/run", "\"/usr");
                }
            }
        }
    }

    @Test
    void bundlesLogThroughTheLogServiceOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(bundled);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(bundled);
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("printStackTrace")))
                .check(bundled);
    }

    @Test
    void nothingStaticCanChange() {
        fields().that().areStatic().should().beFinal().check(all);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethodWhere(calls(Thread.class, "sleep"))
                .orShould()
                .callMethodWhere(calls(TimeUnit.class, "sleep"))
                .check(all);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String method) {
        return target(owner(equivalentTo(type))).and(target(nameMatching(method)));
    }

    private static boolean isBuilt(Path bundle) {
        return Files.isDirectory(bundle.resolve("target/classes/META-INF"));
    }
}
