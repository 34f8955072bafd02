package io.wattline.csms.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route for every user, whatever his permissions: his own profile, his own sign-ins, and what belongs to nobody. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface SignedIn {
    /** Whether API keys may come too; not where a person's own matters are changed. */
    boolean keys() default false;
}
