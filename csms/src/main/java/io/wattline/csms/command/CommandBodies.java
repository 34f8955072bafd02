package io.wattline.csms.command;

import io.wattline.csms.command.CommandRequest.Named;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads named commands: a form where a command has words of its own, else the OCPP payload. */
@Component
class CommandBodies {
    private final Bodies bodies;
    private final Payloads payloads;

    CommandBodies(Bodies bodies, Payloads payloads) {
        this.bodies = bodies;
        this.payloads = payloads;
    }

    /** Fails with {@code unknown_command}, or with {@code bad_request} when the members are not those of the command. */
    CommandRequest read(String name, JsonNode members) {
        CommandForm form = CommandForm.BLANK.get(name);
        if (form != null) return bodies.over(form, members).request();
        if (payloads.isName(name)) return new Named(name, members.toString());
        throw Problem.notFound("unknown_command", "There is no command " + name + ".");
    }
}
