// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a console shows for a bean, an attribute, an operation or a parameter. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Describe {

    /** {@return what it is or does, in one or two sentences, with its unit} */
    String value();

    /** {@return the label of a parameter; unused elsewhere} */
    String name() default "";
}
