package io.wattline.csms.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route for the administrators of the platform, who are no users of an account and come through a door of their own. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForAdministrators {
    /** The attribute of an exchange that holds the administrator whom that door let in. */
    String ATTRIBUTE = "io.wattline.administrator";
}
