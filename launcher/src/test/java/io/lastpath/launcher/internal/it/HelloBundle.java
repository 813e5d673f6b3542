// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import io.lastpath.launcher.internal.it.hello.HelloActivator;
import io.lastpath.launcher.internal.it.hello.HelloMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs a tiny bundle. */
final class HelloBundle {

    private HelloBundle() {}

    /** Drops a version of the bundle, as one should: complete, by a rename. */
    static void drop(Path jar, String version) throws IOException {
        drop(jar, "io.lastpath.test.hello", version);
    }

    /** Drops it under the name of another bundle, in whose place it comes. */
    static void drop(Path jar, String symbolicName, String version) throws IOException {
        drop(jar, manifest(symbolicName, version));
    }

    /** Drops one that needs what nobody has. */
    static void dropUnresolvable(Path jar, String symbolicName, String version) throws IOException {
        Manifest manifest = manifest(symbolicName, version);
        manifest.getMainAttributes().putValue("Import-Package", "io.lastpath.test.nowhere");
        drop(jar, manifest);
    }

    private static void drop(Path jar, Manifest manifest) throws IOException {
        Path hidden = jar.resolveSibling("." + jar.getFileName());
        try (OutputStream out = Files.newOutputStream(hidden);
                JarOutputStream packed = new JarOutputStream(out, manifest)) {
            for (Class<?> type : List.of(HelloActivator.class, HelloMXBean.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                packed.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(packed);
                }
            }
        }
        Files.move(hidden, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Manifest manifest(String symbolicName, String version) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", symbolicName);
        headers.putValue("Bundle-Version", version);
        headers.putValue("Bundle-Activator", HelloActivator.class.getName());
        headers.putValue("Import-Package", "org.osgi.framework,javax.management");
        return manifest;
    }
}
