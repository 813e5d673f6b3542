// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;

/** Documents for scripts. The members are the components of the composites, in their order. */
public final class Json {

    private static final ObjectMapper LINE = new ObjectMapper();
    private static final ObjectMapper DOCUMENT =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /**
     * Writes a document over several lines.
     *
     * @param value a record, a map, a list or a simple value
     * @return the document
     */
    public static String document(Object value) {
        return write(DOCUMENT, value);
    }

    /**
     * Writes a document in one line.
     *
     * @param value a record, a map, a list or a simple value
     * @return the document
     */
    public static String line(Object value) {
        return write(LINE, value);
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("this cannot be written as JSON", e);
        }
    }
}
