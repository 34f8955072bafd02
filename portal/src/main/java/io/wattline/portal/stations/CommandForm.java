package io.wattline.portal.stations;

import io.wattline.portal.csms.CsmsProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/** What the user filled into the form of a command. */
record CommandForm(MultiValueMap<String, String> fields) {
    private static final String CONFIRMED = "confirmed";
    private static final String TYPED = "typed";

    String text(String field) {
        String value = fields.getFirst(field);
        return value == null ? "" : value.strip();
    }

    /** Fails with a sentence that names the field. */
    String required(String field, String label) {
        String value = text(field);
        if (value.isEmpty()) throw new CsmsProblem(400, "bad_request", "Fill in: " + label + ".", null);
        return value;
    }

    boolean isConfirmed() { return "yes".equals(text(CONFIRMED)); }

    /** Empty until the user was asked to type something. */
    String typed() { return text(TYPED); }

    Parameters parameters() { return new Parameters(new LinkedHashMap<>()); }

    /** The same fields again, for the form that asks whether the user is sure. */
    List<Field> again() {
        var again = new ArrayList<Field>();
        fields.forEach((name, values) -> {
            if (!name.equals("_csrf") && !name.equals(CONFIRMED) && !name.equals(TYPED))
                values.forEach(value -> again.add(new Field(name, value)));
        });
        return again;
    }

    record Field(String name, String value) {}

    /** The JSON members of a command, in the order of adding; what the user left empty is left out. */
    final class Parameters {
        private final Map<String, Object> members;

        private Parameters(Map<String, Object> members) { this.members = members; }

        Parameters required(String member, String label) {
            members.put(member, CommandForm.this.required(member, label));
            return this;
        }

        Parameters optional(String member) {
            if (!text(member).isEmpty()) members.put(member, text(member));
            return this;
        }

        Parameters with(String member, Object value) {
            members.put(member, value);
            return this;
        }

        /** The field "connector" names an EVSE and a connector of it as "1/2", or nothing for the whole station. */
        Parameters connector() {
            String[] place = text("connector").split("/");
            if (place[0].isEmpty()) return this;
            members.put("evse", number(place[0]));
            if (place.length > 1) members.put("connector", number(place[1]));
            return this;
        }

        Map<String, Object> toMap() { return members; }

        private static int number(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException notANumber) {
                throw new CsmsProblem(400, "bad_request", "Choose a connector of this station.", null);
            }
        }
    }
}
