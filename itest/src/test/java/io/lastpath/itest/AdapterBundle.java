// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Packs the classes of the small adapter into a bundle of their own, with a class loader of its
 * own.
 */
final class AdapterBundle {
    static final String SYMBOLIC_NAME = "io.lastpath.itest.adapter";

    private static final List<String> CLASSES =
            List.of("Activator.class", "FixedSource.class", "FixedSource$1.class");

    private AdapterBundle() {}

    static InputStream open() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest())) {
            for (String name : CLASSES) {
                jar.putNextEntry(new JarEntry("io/lastpath/itest/adapter/" + name));
                try (InputStream content =
                        AdapterBundle.class.getResourceAsStream("adapter/" + name)) {
                    content.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", SYMBOLIC_NAME);
        main.putValue("Bundle-Activator", "io.lastpath.itest.adapter.Activator");
        main.putValue("Import-Package", "io.lastpath.devinfo,org.osgi.framework");
        return manifest;
    }
}
