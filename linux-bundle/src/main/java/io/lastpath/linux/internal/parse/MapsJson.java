// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code multipathd show maps json} says: the maps with what the daemon, its checkers and the
 * kernel think of each path. Members that are not needed are skipped.
 */
public final class MapsJson {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    /** The members of a path that are states and always there. */
    private static final List<String> STATES = List.of("dm_st", "dev_st", "chk_st");

    /** A state that older daemons do not tell. */
    private static final String MARGINAL = "marginal_st";

    private MapsJson() {}

    /**
     * One path of a map.
     *
     * @param disk the disk's name, for example {@code sda}
     * @param number its device number, as major:minor
     * @param states its states, by the names of their members
     */
    public record Path(String disk, String number, Map<String, String> states) {}

    /**
     * One map.
     *
     * @param name what people call it
     * @param identity its WWID
     * @param disk its name in sysfs, for example {@code dm-0}
     * @param paths its paths, in the order of its groups
     */
    public record MultipathMap(String name, String identity, String disk, List<Path> paths) {}

    /**
     * Reads the output. What the command says about its own configuration before the document is
     * skipped.
     *
     * @param output of the command
     * @return the maps, in order
     * @throws ParseException if it is no such document
     */
    public static List<MultipathMap> parse(String output) throws ParseException {
        int start = output.indexOf('{');
        if (start < 0) {
            throw new ParseException("holds no JSON: " + Attribute.shown(output.strip()));
        }
        try (JsonParser json = FACTORY.createParser(output.substring(start))) {
            json.nextToken();
            List<MultipathMap> maps = new Document(json).maps();
            if (json.nextToken() != null) {
                throw new ParseException("holds more than one JSON document");
            }
            return maps;
        } catch (JsonProcessingException e) {
            throw new ParseException("is no JSON: " + Attribute.shown(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new ParseException("cannot be read: " + Attribute.shown(e.toString()), e);
        }
    }

    private record Document(JsonParser json) {

        List<MultipathMap> maps() throws IOException, ParseException {
            List<MultipathMap> maps = null;
            while (nextMember()) {
                String member = json.currentName();
                json.nextToken();
                if (member.equals("maps")) {
                    maps = list(this::map);
                } else {
                    json.skipChildren();
                }
            }
            if (maps == null) {
                throw new ParseException("has no member \"maps\"");
            }
            return maps;
        }

        private MultipathMap map() throws IOException, ParseException {
            Map<String, String> texts = new HashMap<>();
            List<List<Path>> groups = null;
            while (nextMember()) {
                String member = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY && member.equals("path_groups")) {
                    groups = list(this::group);
                } else {
                    text(texts, member);
                }
            }
            return new MultipathMap(
                    required(texts, "name"),
                    required(texts, "uuid"),
                    required(texts, "sysfs"),
                    there(groups, "path_groups").stream().flatMap(List::stream).toList());
        }

        private List<Path> group() throws IOException, ParseException {
            List<Path> paths = null;
            while (nextMember()) {
                String member = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY && member.equals("paths")) {
                    paths = list(this::path);
                } else {
                    json.skipChildren();
                }
            }
            return there(paths, "paths");
        }

        private Path path() throws IOException, ParseException {
            Map<String, String> texts = new HashMap<>();
            while (nextMember()) {
                String member = json.currentName();
                json.nextToken();
                text(texts, member);
            }
            Map<String, String> states = new HashMap<>();
            for (String state : STATES) {
                states.put(state, required(texts, state));
            }
            if (texts.containsKey(MARGINAL)) {
                states.put(MARGINAL, texts.get(MARGINAL));
            }
            return new Path(required(texts, "dev"), required(texts, "dev_t"), Map.copyOf(states));
        }

        private void text(Map<String, String> texts, String member) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                texts.put(member, json.getText());
            } else {
                json.skipChildren();
            }
        }

        private static String required(Map<String, String> texts, String member)
                throws ParseException {
            return there(texts.get(member), member);
        }

        private static <T> T there(T value, String member) throws ParseException {
            if (value == null) {
                throw new ParseException("lacks a member \"" + member + "\"");
            }
            return value;
        }

        /** Moves to the next member of the object that was begun; false after the last one. */
        private boolean nextMember() throws IOException, ParseException {
            JsonToken token = json.currentToken();
            if (token == null) {
                throw new ParseException("is empty");
            }
            token = json.nextToken();
            if (token == null) {
                throw new ParseException("ends too early");
            }
            return token == JsonToken.FIELD_NAME;
        }

        private <T> List<T> list(Item<T> item) throws IOException, ParseException {
            List<T> items = new ArrayList<>();
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw new ParseException("has no list where one has to be");
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw new ParseException("has a list of something else than objects");
                }
                items.add(item.read());
            }
            return items;
        }
    }

    private interface Item<T> {
        T read() throws IOException, ParseException;
    }
}
