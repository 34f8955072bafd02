package io.wattline.csms.web;

import io.wattline.model.account.Permission;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What a route asks of its caller. */
sealed interface RouteRule {
    record Anybody() implements RouteRule {}

    record AnyUser(boolean orKey) implements RouteRule {}

    record OneOf(List<Permission> permissions, boolean orOwn) implements RouteRule {
        public OneOf { permissions = List.copyOf(permissions); }
    }

    record Administrators() implements RouteRule {}

    record Undeclared() implements RouteRule {}

    static RouteRule of(HandlerMethod route) {
        if (on(route, Open.class) != null) return new Anybody();
        if (on(route, ForAdministrators.class) != null) return new Administrators();
        SignedIn signedIn = on(route, SignedIn.class);
        if (signedIn != null) return new AnyUser(signedIn.keys());
        Needs needs = on(route, Needs.class);
        return needs == null ? new Undeclared() : new OneOf(List.of(needs.value()), needs.orOwn());
    }

    /** Fails with {@code unauthorized} or {@code forbidden} unless the caller, null when nobody signed in, may pass. */
    default void check(@Nullable Caller caller) {
        if (this instanceof Anybody) return;
        if (caller == null) throw Problem.unauthorized("Sign in first.");
        switch (this) {
            case Anybody() -> {}
            case AnyUser(boolean orKey) when caller.isKey() && !orKey -> throw Problem.forbidden("This is for people, not for API keys.");
            case AnyUser _ -> {}
            case OneOf one when one.permissions().stream().anyMatch(caller::may) -> {}
            case OneOf(_, boolean orOwn) when orOwn && !caller.isKey() -> {}
            case OneOf(var permissions, _) -> throw Problem.forbidden("This needs the permission "
                    + permissions.stream().map(Permission::wireName).collect(Collectors.joining(" or ")) + ".");
            case Administrators() -> throw Problem.unauthorized("This is for administrators.");
            case Undeclared() -> throw Problem.forbidden("This address does not say who may use it, so nobody may.");
        }
    }

    /** The word of the method, or else that of its class unless the method has another word. */
    private static <A extends Annotation> @Nullable A on(HandlerMethod route, Class<A> word) {
        A own = route.getMethodAnnotation(word);
        boolean speaksForItself = Stream.of(Open.class, ForAdministrators.class, SignedIn.class, Needs.class)
                .anyMatch(route::hasMethodAnnotation);
        return own != null || speaksForItself ? own : AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), word);
    }
}
