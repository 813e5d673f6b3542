// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The object names of the domain, keys always in the order {@code type}, {@code name}. */
public final class BeanNames {

    /** The domain of every bean, and the start of every notification type. */
    public static final String DOMAIN = "io.lastpath";

    private BeanNames() {}

    /**
     * Names the only bean of a type.
     *
     * @param type the type, for example {@code Coordinator}
     * @return {@code io.lastpath:type=TYPE}
     */
    public static ObjectName of(String type) {
        return name(DOMAIN + ":type=" + type);
    }

    /**
     * Names one bean of several of a type.
     *
     * @param type the type, for example {@code Phci}
     * @param id made of {@code [A-Za-z0-9._-]}; anything else is quoted
     * @return {@code io.lastpath:type=TYPE,name=ID}
     */
    public static ObjectName of(String type, String id) {
        String value = id.matches("[A-Za-z0-9._-]+") ? id : ObjectName.quote(id);
        return name(DOMAIN + ":type=" + type + ",name=" + value);
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(text + " is no object name: " + e.getMessage(), e);
        }
    }
}
