// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Something that is compared with the model. */
@FunctionalInterface
public interface SystemUnderTest {

    /** {@return what is to be seen of each step of a history; of the start as the first} */
    List<Observation> run(JsonNode history);
}
