// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.runtime;

import java.io.StringReader;
import java.util.Optional;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Looks at the outermost element of a document that Logback is to read. For one document. */
final class LogbackRoot extends DefaultHandler {

    private static final String EXPECTED = "configuration";

    private String found = "";

    /** {@return what is wrong with it; empty for nothing} */
    Optional<String> flaw() {
        return found.equalsIgnoreCase(EXPECTED) // as Logback has it
                ? Optional.empty()
                : Optional.of("its outermost element is " + found + " and not " + EXPECTED);
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
        if (found.isEmpty()) {
            found = name;
        }
    }

    /** Nothing else is read: neither files nor the network. */
    @Override
    public InputSource resolveEntity(String publicId, String systemId) {
        return new InputSource(new StringReader(""));
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
        throw e;
    }
}
