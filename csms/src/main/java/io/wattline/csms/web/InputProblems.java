package io.wattline.csms.web;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns the ways a request can be unreadable into {@code bad_request} with the members that are to blame. */
final class InputProblems {
    static final String REFUSED = "Some members are not acceptable.";

    private InputProblems() {}

    static Problem of(ServerWebInputException e) {
        if (e instanceof WebExchangeBindException bind) return ofBinding(bind);
        if (e instanceof MissingRequestValueException missing)
            return Problem.badRequest("Something is missing.", new Problem.Field(missing.getName(), "is missing"));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException unreadable) return ofJson(unreadable, "");
            if (cause instanceof TypeMismatchException mismatch) return ofMismatch(e, mismatch);
        }
        return Problem.badRequest(e.getReason() == null ? "The request is not readable." : e.getReason() + ".");
    }

    /** {@code prefix} stands before the paths of members. */
    static Problem ofJson(JacksonException e, String prefix) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> refused(prefix, unknown, "is not a member here");
            case InvalidFormatException format -> refused(prefix, format, "is not a " + wordFor(format.getTargetType()));
            case DatabindException mismatch when !mismatch.getPath().isEmpty() -> refused(prefix, mismatch, "has the wrong type");
            case StreamReadException _ -> Problem.badRequest("The body is not JSON.");
            default -> Problem.badRequest("The body has the wrong shape.");
        };
    }

    private static Problem ofBinding(WebExchangeBindException e) {
        return Problem.badRequest(REFUSED, e.getAllErrors().stream().map(InputProblems::field).toArray(Problem.Field[]::new));
    }

    private static Problem.Field field(ObjectError error) {
        String message = error.getDefaultMessage() == null ? "is not acceptable" : error.getDefaultMessage();
        return error instanceof FieldError field
                ? new Problem.Field(field.getField(), field.isBindingFailure() ? "has the wrong type" : message)
                : new Problem.Field(error.getObjectName(), message);
    }

    private static Problem ofMismatch(ServerWebInputException e, TypeMismatchException mismatch) {
        String name = e.getMethodParameter() == null ? null : e.getMethodParameter().getParameterName();
        return Problem.badRequest(REFUSED,
                new Problem.Field(name == null ? "request" : name, "is not a " + wordFor(mismatch.getRequiredType())));
    }

    private static Problem refused(String prefix, DatabindException e, String message) {
        String path = String.join(".", Stream.of(e.getPath().toArray(JacksonException.Reference[]::new))
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName()).toList());
        return Problem.badRequest(REFUSED, new Problem.Field(prefix + path, message));
    }

    private static String wordFor(@Nullable Class<?> type) {
        if (type == null) return "value of the right type";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "number";
        return switch (type.getSimpleName()) {
            case "Instant" -> "time like 2026-01-31T12:00:00Z";
            case "Boolean" -> "boolean";
            case String name -> name;
        };
    }
}
