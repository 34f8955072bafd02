package io.wattline.csms.web;

import io.wattline.model.account.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which permissions open a route: one of them is enough. Each route of REST says this, or {@link SignedIn}, or {@link Open}; the word of a
 * method counts before that of its class. A route that says nothing is shut.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Permission[] value();

    /** Whether a user without the permission gets in too and finds what is his own; an API key has nothing of its own. */
    boolean orOwn() default false;
}
