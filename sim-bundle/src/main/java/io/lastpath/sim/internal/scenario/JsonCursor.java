// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads JSON token by token, strictly: exactly the expected types and members, and every flaw with
 * its line, column and place. Used by one thread.
 */
final class JsonCursor {

    /** Most bytes of a string in UTF-8. */
    static final int MAX_STRING_BYTES = 64 * 1024;

    // The length of the whole document is limited by whoever reads it, before it gets here.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final String source;
    private final JsonParser parser;

    JsonCursor(String source, byte[] json) throws ScenarioException {
        this.source = source;
        try {
            this.parser = FACTORY.createParser(json);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** Moves to the first token. */
    void start() throws ScenarioException {
        if (advance() == null) {
            throw new ScenarioException(source + ": is empty, but must be a JSON object");
        }
    }

    /** Checks that nothing follows. */
    void end() throws ScenarioException {
        if (advance() != null) {
            throw flaw("more text follows the end of the scenario");
        }
    }

    ObjectReader object(Members members) throws ScenarioException {
        expect(JsonToken.START_OBJECT, "an object");
        return new ObjectReader(members, position());
    }

    void list() throws ScenarioException {
        expect(JsonToken.START_ARRAY, "a list");
    }

    /** Moves to the next item of a list; false after the last one. */
    boolean nextItem() throws ScenarioException {
        return advance() != JsonToken.END_ARRAY;
    }

    String text() throws ScenarioException {
        expect(JsonToken.VALUE_STRING, "a string");
        String text = token();
        if (text.length() * 3L > MAX_STRING_BYTES) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_STRING_BYTES) {
                throw flaw(
                        "%s has %d bytes in UTF-8, more than the %d that a string may have",
                        place(), bytes, MAX_STRING_BYTES);
            }
        }
        if (hasHalfPair(text)) {
            throw flaw("%s holds half of a surrogate pair", place());
        }
        return text;
    }

    /** Such a text could not be written again. */
    private static boolean hasHalfPair(String text) {
        int code;
        for (int i = 0; i < text.length(); i += Character.charCount(code)) {
            code = text.codePointAt(i);
            if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }

    String name() throws ScenarioException {
        String text = text();
        if (text.isEmpty()) {
            throw flaw("%s is empty", place());
        }
        return text;
    }

    Optional<String> textOrNull() throws ScenarioException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                ? Optional.empty()
                : Optional.of(text());
    }

    boolean bool() throws ScenarioException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw wrongType("true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    long number(long most) throws ScenarioException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        String digits = token();
        // Eighteen digits always fit into a long.
        if (digits.startsWith("-") || digits.length() > 18 || Long.parseLong(digits) > most) {
            String number = digits.length() > 18 ? digits.length() + " digits long" : digits;
            throw flaw("%s is %s, but must be a whole number from 0 to %d", place(), number, most);
        }
        return Long.parseLong(digits);
    }

    <E> E word(Map<String, E> words) throws ScenarioException {
        String text = text();
        E value = words.get(text);
        if (value == null) {
            throw flaw("%s %s", place(), Words.notOneOf(text, words));
        }
        return value;
    }

    Position position() {
        return at(parser.currentTokenLocation());
    }

    /** A flaw at the current token. */
    ScenarioException flaw(String format, Object... values) {
        return flawAt(position(), String.format(format, values));
    }

    ScenarioException flawAt(Position where, String text) {
        return new ScenarioException(
                source + ":" + where.line() + ":" + where.column() + ": " + text);
    }

    /** Where the current value stands, for example {@code devices.clients[3].path}. */
    String place() {
        StringBuilder place = new StringBuilder();
        for (JsonStreamContext context = parser.getParsingContext();
                context != null;
                context = context.getParent()) {
            if (context.inArray() && context.hasCurrentIndex()) {
                place.insert(0, "[" + context.getCurrentIndex() + "]");
            } else if (context.inObject() && context.hasCurrentName()) {
                place.insert(0, "." + context.getCurrentName());
            }
        }
        return place.length() == 0 ? "the scenario" : place.substring(1);
    }

    private void expect(JsonToken token, String article) throws ScenarioException {
        if (parser.currentToken() != token) {
            throw wrongType(article);
        }
    }

    private ScenarioException wrongType(String expected) {
        String found =
                switch (parser.currentToken()) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "a list";
                    case VALUE_STRING -> "a string";
                    case VALUE_NULL -> "null";
                    case VALUE_TRUE, VALUE_FALSE -> "true or false";
                    case VALUE_NUMBER_FLOAT -> "a number with a fraction";
                    default -> "a number";
                };
        return flaw("%s is %s, but must be %s", place(), found, expected);
    }

    private JsonToken advance() throws ScenarioException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private String token() throws ScenarioException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private ScenarioException notJson(IOException e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            String why =
                    json instanceof JsonEOFException
                            ? "the text ends too early"
                            : json.getOriginalMessage().lines().findFirst().orElse("");
            ScenarioException flaw = flawAt(at(json.getLocation()), "is no JSON: " + why);
            flaw.initCause(e);
            return flaw;
        }
        return new ScenarioException(source + ": is no JSON: " + e.getMessage(), e);
    }

    private static Position at(JsonLocation location) {
        return new Position(location.getLineNr(), location.getColumnNr());
    }

    /** The members of one object, in the order of the text. */
    final class ObjectReader {
        private final Members members;
        private final Position start;
        private final Set<String> seen = new HashSet<>();
        private String current;

        private ObjectReader(Members members, Position start) {
            this.members = members;
            this.start = start;
        }

        /** Moves to the value of the next member; false after the last one. */
        boolean next() throws ScenarioException {
            if (advance() == JsonToken.END_OBJECT) {
                for (String name : members.required()) {
                    require(name);
                }
                return false;
            }
            current = token();
            if (!members.know(current)) {
                throw flaw(
                        "%s has no member %s; its members are %s",
                        placeOfObject(), Words.quote(current), members.names());
            }
            if (!seen.add(current)) {
                throw flaw("%s has the member %s twice", placeOfObject(), Words.quote(current));
            }
            advance();
            return true;
        }

        String current() {
            return current;
        }

        /** Checks, after the last member, that one was there. */
        void require(String name) throws ScenarioException {
            if (!seen.contains(name)) {
                throw flawOfAll("lacks the member " + Words.quote(name));
            }
        }

        /** A flaw of the object as a whole, found after its last member. */
        ScenarioException flawOfAll(String text) {
            return flawAt(start, place() + " " + text);
        }

        /** On the name of a member, the context already has that name: it is cut off again. */
        private String placeOfObject() {
            String place = place();
            int cut = place.length() - current.length() - 1;
            return cut <= 0 ? "the scenario" : place.substring(0, cut);
        }
    }
}
