package io.wattline.csms.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads forms laid over what is there: members of the body replace those of the same name, null empties them, absent ones stay (RFC 7396).
 * What is there is a form of defaults for something new. Fails with {@code bad_request}.
 */
@Component
public class Bodies {
    private static final int MOST = 1_000;

    private final JsonMapper json;
    private final Validator validator;

    Bodies(JsonMapper json, Validator validator) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        this.validator = validator;
    }

    public <T> T over(T there, JsonNode body) { return over(there, body, ""); }

    /** One form, or those of an array of at most 1,000. */
    public <T> List<T> eachOver(T there, JsonNode body) {
        if (!body.isArray()) return List.of(over(there, body));
        if (body.size() > MOST) throw Problem.badRequest("At most " + MOST + " at once.");
        var forms = new ArrayList<T>();
        for (JsonNode item : body) forms.add(over(there, item, "[" + forms.size() + "]."));
        return forms;
    }

    /** A body as JSON, its decimals as written; none is an object without members. */
    public JsonNode tree(@Nullable String body) {
        if (body == null || body.isBlank()) return json.createObjectNode();
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw InputProblems.ofJson(e, "");
        }
    }

    private <T> T over(T there, JsonNode body, String prefix) {
        if (!(body instanceof ObjectNode members)) throw Problem.badRequest("The body must be a JSON object.");
        ObjectNode merged = json.valueToTree(there);
        merged.setAll(members);
        @SuppressWarnings("unchecked")
        var type = (Class<T>) there.getClass();
        try {
            return valid(json.treeToValue(merged, type), prefix);
        } catch (JacksonException e) {
            throw InputProblems.ofJson(e, prefix);
        }
    }

    private <T> T valid(T form, String prefix) {
        Set<ConstraintViolation<T>> violations = validator.validate(form);
        if (violations.isEmpty()) return form;
        throw Problem.badRequest(InputProblems.REFUSED, violations.stream()
                .map(violation -> new Problem.Field(prefix + violation.getPropertyPath(), violation.getMessage()))
                .toArray(Problem.Field[]::new));
    }
}
