// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a module has answered about each disk since it last registered for it, in the words that are
 * compared. Whoever asked may have built on any of these answers. Safe for use by several threads.
 */
final class Answers {

    /** No module answers so. */
    private static final String SEVERAL = "\0";

    private final Map<String, String> given = new ConcurrentHashMap<>();

    void add(String resource, String words) {
        given.merge(resource, words, (one, other) -> one.equals(other) ? one : SEVERAL);
    }

    /** What was answered is not known. */
    void doubt(String resource) {
        given.put(resource, SEVERAL);
    }

    /** Whoever asked asks again. */
    void forget(String resource) {
        given.remove(resource);
    }

    /** {@return whether nobody was answered anything else} */
    boolean agree(String resource, String words) {
        return given.getOrDefault(resource, words).equals(words);
    }
}
