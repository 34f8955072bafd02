package io.wattline.csms.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies that are more than one form: an object or an array of them, or a change of what is there. Fails with {@code bad_request}. */
@Component
public class Bodies {
    private final JsonMapper json;
    private final Validator validator;

    Bodies(JsonMapper json, Validator validator) {
        this.json = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        this.validator = validator;
    }

    /** One form, or the forms of an array. */
    public <T> List<T> read(JsonNode body, Class<T> form) {
        if (!body.isArray()) return List.of(valid(convert(body, form), ""));
        var forms = new ArrayList<T>();
        for (JsonNode item : body) forms.add(valid(convert(item, form), "[" + forms.size() + "]."));
        return forms;
    }

    /** What {@code current} becomes: members of the change replace those of the same name, null empties them. Source: RFC 7396. */
    public <T> T merge(T current, ObjectNode change, Class<T> form) {
        ObjectNode merged = json.valueToTree(current);
        merged.setAll(change);
        return valid(convert(merged, form), "");
    }

    private <T> T convert(JsonNode body, Class<T> form) {
        if (!body.isObject()) throw Problem.badRequest("The body must be a JSON object.");
        try {
            return json.treeToValue(body, form);
        } catch (JacksonException e) {
            throw InputProblems.ofJson(e);
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
